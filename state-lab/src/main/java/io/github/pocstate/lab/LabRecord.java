package io.github.pocstate.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.pocstate.lab.internal.service.Durability;
import io.github.pocstate.lab.internal.service.LabPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What a lab that is ready writes down, for other processes to use it.
 *
 * @param pid the process that runs it
 * @param since when it was ready, as in 2026-01-31T12:00:00Z
 * @param netBox which NetBox
 * @param servers how many
 * @param durability what its PostgreSQL does for its data to outlive a crash
 * @param ports where it is
 */
public record LabRecord(long pid, String since, NetBoxKind netBox, int servers, Durability durability, LabPorts ports) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Optional<LabRecord> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), LabRecord.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Writes it all at once: nobody reads half of it. */
    void write(Path file) {
        try {
            Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), toJson());
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not the one of a lab that was killed. */
    boolean isOfLivingProcess() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private String toJson() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }
}
