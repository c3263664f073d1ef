package io.github.pocstate.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Fault;
import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Why a lab did not start, told from the process that tried to the one that waits for it.
 *
 * @param problem what, where, what to do
 * @param fault who must act
 */
record LabFailure(Problem problem, Fault fault) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The error itself, or where to look when it is one that nobody foresaw. */
    static LabFailure of(RuntimeException error, Path log) {
        return error instanceof PocStateException known
                ? new LabFailure(known.problem(), known.fault())
                : new LabFailure(
                        new Problem(
                                "The lab did not start: " + error,
                                log.toString(),
                                "try again; if it happens again, the log tells more"),
                        Fault.BUG);
    }

    static Optional<LabFailure> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), LabFailure.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, JSON.writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RuntimeException toException() {
        return fault == Fault.USER ? new ConfigurationException(problem) : new UnreachableException(problem);
    }
}
