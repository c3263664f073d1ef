package io.github.pocstate.lab.internal.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * NetBox from PyPI in a Python virtual environment, made once and then used by every lab that is told to.
 *
 * <p>It needs neither a C compiler nor PostgreSQL's headers: NetBox asks for its database driver to be compiled, and gets
 * the compiled one of the same version. A note beside the directory says that an installation is under way; where it is
 * still there although nobody installs, the installation was killed and is begun anew.
 */
public final class NetBoxInstallation implements AutoCloseable {

    /** The version that is installed; the lab's database is of the same. */
    public static final String VERSION = "4.7.3";

    private static final String UNDER_WAY = ".installing";
    private static final String PROCESS = ".process";
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
    private static final Duration OTHERS_TAKE = Duration.ofMinutes(15);
    private static final String PRINT_VERSION = "import importlib.metadata as m; print(m.version('netbox'))";
    private static final String PRINT_REQUIREMENTS =
            "import importlib.metadata as m; print('\\n'.join(m.requires('netbox')))";

    private final Path directory;
    private final Optional<String> python;
    private final Path log;
    private final Object ending = new Object();
    private volatile boolean closed;
    private volatile Optional<Process> running = Optional.empty();

    /**
     * Names the place.
     *
     * @param directory the virtual environment
     * @param python the Python to make it with, a name or a path; empty for the first that fits
     * @param log what the installation prints
     */
    public NetBoxInstallation(Path directory, Optional<String> python, Path log) {
        this.directory = directory.toAbsolutePath();
        this.python = python;
        this.log = log;
    }

    /**
     * Tells whether NetBox is there or can be installed; changes nothing.
     *
     * @throws ConfigurationException if there is no Python to do it with, or this is Windows
     */
    public void refuseIfImpossible() {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            throw new ConfigurationException(new Problem(
                    "The real NetBox does not run on Windows: its server, gunicorn, does not.",
                    "the lab's kind of NetBox",
                    "take the embedded NetBox, or run the lab on Linux, macOS or in WSL"));
        }
        if (!isComplete()) {
            interpreter();
        }
    }

    private Path interpreter() {
        return new Python(System.getenv()).find(python);
    }

    /**
     * Installs NetBox unless it is there.
     *
     * @param steps hears what takes long
     * @throws ConfigurationException if there is no Python to do it with
     * @throws UnreachableException if the installation fails, with the last lines of its log
     */
    public void ensure(Consumer<String> steps) {
        if (isComplete()) {
            return;
        }
        try {
            Files.createDirectories(log.resolveSibling(""));
            try (FileLock alone = FileLock.waitFor(
                    beside(".lock"), OTHERS_TAKE, () -> steps.accept("waiting for another installation of NetBox"))) {
                if (!isComplete()) {
                    install(steps);
                }
            }
        } catch (IOException e) {
            throw failed("NetBox could not be installed: " + e.getMessage(), e);
        }
    }

    private void install(Consumer<String> steps) throws IOException {
        Path interpreter = interpreter();
        steps.accept("installing NetBox " + VERSION + " into " + directory + " (about a minute)");
        endKilledOne();
        Path underWay = Files.write(beside(UNDER_WAY), new byte[0]);
        run(List.of(interpreter.toString(), "-m", "venv", "--clear", directory.toString()));
        run(pip("--no-deps", "netbox==" + VERSION));
        run(pip("--requirement", requirements().toString()));
        Files.delete(underWay);
        if (!isComplete()) {
            throw failed("NetBox " + VERSION + " is not there after its installation.", null);
        }
    }

    /** Pip goes on when whoever started it is killed. */
    private void endKilledOne() {
        ProcessRecord.read(beside(PROCESS)).ifPresent(ProcessRecord::end);
    }

    private List<String> pip(String... arguments) {
        return Stream.concat(
                        Stream.of(
                                program("python").toString(),
                                "-m",
                                "pip",
                                "install",
                                "--disable-pip-version-check",
                                "--no-input",
                                "--progress-bar=off"),
                        Stream.of(arguments))
                .toList();
    }

    /** What NetBox says it needs, with the compiled driver in place of the one to compile. */
    private Path requirements() throws IOException {
        List<String> wanted = ask(PRINT_REQUIREMENTS)
                .lines()
                .filter(line -> !line.contains("extra =="))
                .map(line -> line.replaceFirst("^psycopg\\[c\\b", "psycopg[binary"))
                .toList();
        return Files.write(directory.resolve("requirements.txt"), wanted);
    }

    /** Whether all of it is there, as far as can be told without starting it. */
    private boolean isComplete() {
        try {
            return Files.notExists(beside(UNDER_WAY))
                    && Files.isExecutable(program("gunicorn"))
                    && ask(PRINT_VERSION).strip().equals(VERSION);
        } catch (IOException e) {
            return false;
        }
    }

    private Path beside(String suffix) {
        return directory.resolveSibling(directory.getFileName() + suffix);
    }

    /**
     * A program of the virtual environment.
     *
     * @param name its name
     * @return its path
     */
    public Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    private String ask(String question) throws IOException {
        Process process = new ProcessBuilder(program("python").toString(), "-c", question)
                .redirectError(Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    private void run(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeAll(List.of("PYTHONPATH", "PYTHONHOME"));
        Process process = builder.start();
        ProcessRecord.of(process.toHandle(), directory.toString()).write(beside(PROCESS));
        running = Optional.of(process);
        try {
            if (closed) {
                process.destroyForcibly();
            }
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw failed("NetBox " + VERSION + " could not be installed.", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("The installation of NetBox was interrupted.", e);
        } finally {
            synchronized (ending) { // until whoever closes has ended its children, too
                running = Optional.empty();
            }
            process.destroy();
            Files.deleteIfExists(beside(PROCESS));
        }
    }

    private UnreachableException failed(String what, @Nullable Exception cause) {
        Problem problem = new Problem(
                what,
                LogFile.withLastLines(log),
                "see whether pip reaches a package index (pip config list); another start begins the installation anew");
        return cause == null ? new UnreachableException(problem) : new UnreachableException(problem, cause);
    }

    /** Ends an installation that is under way, with all its processes; it is begun anew the next time. */
    @Override
    public void close() {
        closed = true;
        synchronized (ending) {
            running.map(Process::toHandle).ifPresent(process -> ProcessRecord.end(process, ENDS_WITHIN));
        }
    }
}
