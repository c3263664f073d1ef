package io.github.pocstate.lab.internal.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that we started, written down so that another process can end it when we were killed.
 *
 * <p>A process id comes back after a while, so the process that has it is ours only if it also began when ours did and
 * its command names what only ours names.
 *
 * @param pid its id
 * @param started when it began, as the system says
 * @param mark what its command contains: a path inside the lab's directory
 */
public record ProcessRecord(long pid, Instant started, String mark) {

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(2);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    /**
     * Describes a process that just began.
     *
     * @param process the process
     * @param mark what its command contains
     * @return the record
     */
    public static ProcessRecord of(ProcessHandle process, String mark) {
        return new ProcessRecord(process.pid(), process.info().startInstant().orElse(Instant.EPOCH), mark);
    }

    /**
     * Reads a record.
     *
     * @param file where {@link #write} put it
     * @return the record, empty when there is none that can be read
     */
    public static Optional<ProcessRecord> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() < 3
                    ? Optional.empty()
                    : Optional.of(
                            new ProcessRecord(Long.parseLong(lines.get(0)), Instant.parse(lines.get(1)), lines.get(2)));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes it down.
     *
     * @param file where
     */
    public void write(Path file) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, List.of(String.valueOf(pid), started.toString(), mark));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The process, if it still runs and is the one we started.
     *
     * @return the process
     */
    public Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurs);
    }

    private boolean isOurs(ProcessHandle process) {
        Optional<Instant> began = process.info().startInstant();
        return began.isPresent()
                && Duration.between(began.get(), started).abs().compareTo(CLOCKS_DIFFER_BY) <= 0
                && commandOf(process).contains(mark);
    }

    static String commandOf(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        String arguments = String.join(" ", info.arguments().orElse(new String[0]));
        return info.command().orElse("") + " " + arguments + " "
                + info.commandLine().orElse("");
    }

    /**
     * Ends the process with all its children, if it still runs.
     *
     * @return whether it ran
     */
    public boolean end() {
        Optional<ProcessHandle> process = running();
        process.ifPresent(running -> end(running, ENDS_WITHIN));
        return process.isPresent();
    }

    /** Asks a process to end and waits, then asks the children that outlive it, then ends what is left by force. */
    static void end(ProcessHandle process, Duration grace) {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        process.destroy();
        Await.until(() -> isGone(process), grace);
        family.forEach(ProcessHandle::destroy);
        if (!Await.until(() -> isGone(family), grace)) {
            family.forEach(ProcessHandle::destroyForcibly);
            Await.until(() -> isGone(family), ENDS_WITHIN);
        }
    }

    private static boolean isGone(List<ProcessHandle> family) {
        return family.stream().allMatch(ProcessRecord::isGone);
    }

    /** Ended, or a zombie that nobody collects, as in a container without an init: that one has no command any more. */
    static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || process.info().command().isEmpty();
    }
}
