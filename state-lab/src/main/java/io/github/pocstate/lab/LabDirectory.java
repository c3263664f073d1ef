package io.github.pocstate.lab;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.lab.internal.service.Await;
import io.github.pocstate.lab.internal.service.DirectoryTree;
import io.github.pocstate.lab.internal.service.FileLock;
import io.github.pocstate.lab.internal.service.PostgresService;
import io.github.pocstate.lab.internal.service.ProcessRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The directory of a lab: its data, its logs, and what tells other processes about it.
 *
 * <p>A lab that runs holds the lock in it, so whether one runs is certain even after it was killed.
 */
public final class LabDirectory {

    private static final String MARK = "poc-state-lab";
    private static final String RUN = "run";
    private static final Duration OTHERS_LOOK_FOR = Duration.ofSeconds(3);
    private static final Duration OTHERS_CONTROL_FOR = Duration.ofMinutes(30);

    private final Path path;

    private LabDirectory(Path path) {
        this.path = path;
    }

    /**
     * Names a directory, which may or may not be there.
     *
     * @param path the directory
     * @return the directory of a lab
     */
    public static LabDirectory at(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return new LabDirectory(Files.exists(absolute) ? absolute.toRealPath() : absolute);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes it, if need be, and marks it as a lab's; others may do so at the same time.
     *
     * @return the directory, with its real path
     * @throws ConfigurationException if it holds other things, or cannot be used
     */
    public LabDirectory create() {
        try {
            createPrivately(path);
            // the mark is the first thing in it, so a directory that another process makes now is empty or has it
            if (!isEmpty() && !isLab()) {
                throw new ConfigurationException(new Problem(
                        "The directory holds something, but no lab.",
                        path.toString(),
                        "name one that is empty, or new"));
            }
            Files.write(path.resolve(MARK), new byte[0]);
            return at(path);
        } catch (IOException e) {
            throw new ConfigurationException(
                    new Problem(
                            "The lab's directory cannot be used: " + e.getMessage(),
                            path.toString(),
                            "name one that can be written to"),
                    e);
        }
    }

    /** Nobody else may look in, or put programs there for us to run. */
    static void createPrivately(Path directory) throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    private boolean isEmpty() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            return !files.iterator().hasNext();
        }
    }

    /**
     * Whether a lab was ever made here.
     *
     * @return whether it holds a lab
     */
    public boolean isLab() {
        return Files.exists(path.resolve(MARK));
    }

    /**
     * The directory.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    Path postgres() {
        return path.resolve("postgresql");
    }

    Path redis() {
        return path.resolve("redis");
    }

    Path netBox() {
        return path.resolve("netbox");
    }

    /**
     * A log.
     *
     * @param name whose
     * @return its file
     */
    public Path log(String name) {
        return path.resolve("log").resolve(name + ".log");
    }

    Path process(String name) {
        return run(name + ".process");
    }

    private Path run(String name) {
        return path.resolve(RUN).resolve(name);
    }

    // whether it runs

    /**
     * Keeps others from starting or stopping the lab meanwhile.
     *
     * @param steps hears it when somebody does so now, and has to be waited for
     * @return the lock, to be closed by the caller
     */
    public FileLock control(Consumer<String> steps) {
        return FileLock.waitFor(
                run("control"),
                OTHERS_CONTROL_FOR,
                () -> steps.accept("waiting for another process that starts or stops this lab"));
    }

    /** Takes the directory for a lab that starts. */
    FileLock lock() {
        Optional<FileLock> lock = FileLock.tryLock(run("lock"), OTHERS_LOOK_FOR);
        return lock.orElseThrow(() -> new ConfigurationException(new Problem(
                "A lab runs in this directory already.",
                path.toString(),
                "stop it first (poc-state lab down, or close it where it was started), or take another directory")));
    }

    Optional<FileLock> tryLock() {
        return FileLock.tryLock(run("lock"));
    }

    /**
     * Whether a lab runs here, or starts, or stops.
     *
     * @return whether a process holds the lock
     */
    public boolean isInUse() {
        if (!isLab()) {
            return false;
        }
        Optional<FileLock> lock = tryLock();
        lock.ifPresent(FileLock::close);
        return lock.isEmpty();
    }

    /**
     * The lab that runs here and is ready.
     *
     * @return what it wrote down
     */
    public Optional<LabRecord> running() {
        return isInUse() ? LabRecord.read(run("lab.json")).filter(LabRecord::isOfLivingProcess) : Optional.empty();
    }

    /**
     * The lab that ran here last.
     *
     * @return what it wrote down
     */
    public Optional<LabRecord> last() {
        return LabRecord.read(run("last.json"));
    }

    void ready(LabRecord record) {
        record.write(run("last.json"));
        record.write(run("lab.json"));
    }

    void notReady() {
        delete(run("lab.json"));
    }

    // the database

    /**
     * How many servers its database holds.
     *
     * @return the number; empty when there is no complete database
     */
    public OptionalInt servers() {
        try {
            return OptionalInt.of(
                    Integer.parseInt(Files.readString(run("servers")).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    void hasServers(int servers) {
        try {
            Files.writeString(run("servers"), String.valueOf(servers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void hasNoServers() {
        delete(run("servers"));
    }

    // stopping

    /** Asks the lab that runs here to stop. */
    public void requestStop() {
        try {
            Files.writeString(run("stop"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether the lab that runs here was asked to stop.
     *
     * @return whether it was
     */
    public boolean isStopRequested() {
        return Files.exists(run("stop"));
    }

    /** Forgets what an earlier lab left here that the next one is not to be told: that it runs, failed, or is to stop. */
    public void forget() {
        notReady();
        delete(run("failure.json"));
        delete(run("stop"));
    }

    /**
     * Ends what a lab that was killed left running; nothing when there is nothing.
     *
     * @return whether something ran
     */
    public boolean endLeftovers() {
        boolean netBox = endProcess("netbox");
        boolean redis = endProcess("redis");
        return PostgresService.endLeftOver(postgres()) || redis || netBox;
    }

    /**
     * Writes down the process that runs the lab.
     *
     * @param process the process, whose command names this directory
     */
    public void runBy(ProcessHandle process) {
        ProcessRecord.of(process, path.toString()).write(process("lab"));
    }

    /**
     * Whether the process that runs the lab is there; it may be for a moment after the lab.
     *
     * @return whether it is
     */
    public boolean hasProcess() {
        return ProcessRecord.read(process("lab"))
                .flatMap(ProcessRecord::running)
                .isPresent();
    }

    /**
     * Ends the process that runs the lab, whatever it does.
     *
     * @return whether it was there and is gone
     */
    public boolean kill() {
        return endProcess("lab") && Await.until(() -> !isInUse(), OTHERS_LOOK_FOR);
    }

    private boolean endProcess(String name) {
        boolean ended =
                ProcessRecord.read(process(name)).map(ProcessRecord::end).orElse(false);
        delete(process(name));
        return ended;
    }

    // failure

    /**
     * Tells whoever started the lab why it did not start.
     *
     * @param error why
     */
    public void failed(RuntimeException error) {
        LabFailure.of(error, log("lab")).write(run("failure.json"));
    }

    /**
     * Why the lab did not start.
     *
     * @return the error, to be thrown again
     */
    public Optional<RuntimeException> failure() {
        return LabFailure.read(run("failure.json")).map(LabFailure::toException);
    }

    /** Deletes all but the files of its locks, which the caller has; what makes it a lab goes last. */
    void clear() {
        try (Stream<Path> files = Files.list(path)) {
            Set<Path> last = Set.of(path.resolve(MARK), path.resolve(RUN));
            files.filter(file -> !last.contains(file)).forEach(DirectoryTree::delete);
            Files.deleteIfExists(path.resolve(MARK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the lab with its data, which must not run. */
    public void delete() {
        if (!isLab()) {
            return;
        }
        try {
            Path gone = path.resolveSibling(
                    path.getFileName() + ".deleted-" + ProcessHandle.current().pid());
            DirectoryTree.delete(Files.move(path, gone, StandardCopyOption.ATOMIC_MOVE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
