package io.github.pocstate.lab.internal.service;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one holder at a time has, in this process and in others; the system takes it back from a holder that is
 * killed. The file stays when the lock goes.
 *
 * <p>Nothing else may open the file: on Linux and macOS a process loses its lock as soon as it closes the file once.
 */
public final class FileLock implements AutoCloseable {

    /** What this process has: asking the system would open and close the file, and so lose the lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FileLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the file unless somebody has it.
     *
     * @param file the file, made if it is not there
     * @return the lock, to be closed by the caller; empty when somebody has it
     */
    public static Optional<FileLock> tryLock(Path file) {
        try {
            Path directory = Files.createDirectories(file.resolveSibling("").toAbsolutePath());
            Path known = directory.toRealPath().resolve(file.getFileName());
            return HELD.add(known) ? open(known) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<FileLock> open(Path file) throws IOException {
        boolean taken = false;
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            taken = channel.tryLock() != null;
            return taken ? Optional.of(new FileLock(file, channel)) : Optional.empty();
        } finally {
            if (!taken) {
                channel.close();
                HELD.remove(file);
            }
        }
    }

    /**
     * Takes the file as soon as nobody has it.
     *
     * @param file the file, made if it is not there
     * @param limit how long to wait
     * @return the lock, to be closed by the caller; empty when somebody has it all the time
     */
    public static Optional<FileLock> tryLock(Path file, Duration limit) {
        List<FileLock> taken = new ArrayList<>();
        Await.until(() -> tryLock(file).map(taken::add).orElse(false), limit);
        return taken.stream().findFirst();
    }

    /**
     * Takes the file, if need be after whoever has it.
     *
     * @param file the file, made if it is not there
     * @param limit how long to wait
     * @param waiting told once if somebody has it
     * @return the lock, to be closed by the caller
     * @throws ConfigurationException if somebody has it all the time
     */
    public static FileLock waitFor(Path file, Duration limit, Runnable waiting) {
        return tryLock(file)
                .or(() -> waitedFor(file, limit, waiting))
                .orElseThrow(() -> new ConfigurationException(new Problem(
                        "Another process holds a lock, and held it for " + limit.toMinutes() + " minutes.",
                        file.toString(),
                        "see what it does, and end it if it hangs")));
    }

    private static Optional<FileLock> waitedFor(Path file, Duration limit, Runnable waiting) {
        waiting.run();
        return tryLock(file, limit);
    }

    @Override
    public void close() {
        try {
            channel.close();
            HELD.remove(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
