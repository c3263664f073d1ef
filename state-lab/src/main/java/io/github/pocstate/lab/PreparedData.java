package io.github.pocstate.lab;

import io.github.pocstate.lab.internal.database.LabDatabase;
import io.github.pocstate.lab.internal.service.DirectoryTree;
import io.github.pocstate.lab.internal.service.Durability;
import io.github.pocstate.lab.internal.service.FileLock;
import io.github.pocstate.lab.internal.service.PostgresService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * The data directory of a PostgreSQL with NetBox's tables and no server, made once and then copied for each lab: a copy takes a
 * fraction of the time.
 *
 * <p>There is one for each version of PostgreSQL's programs and of the tables, beside the programs. It gets its name when it is
 * complete; what a killed process has left is made anew.
 */
final class PreparedData {

    private static final String PREFIX = "data-";
    private static final Duration OTHERS_TAKE = Duration.ofMinutes(5);

    private final Path programs;
    private final Path complete;

    private PreparedData(Path programs, Path complete) {
        this.programs = programs;
        this.complete = complete;
    }

    /** The one for this version of everything. */
    static PreparedData beside(Path programs) {
        String version = PostgresService.version() + "-" + LabDatabase.version();
        return new PreparedData(programs, programs.resolve(PREFIX + version));
    }

    /**
     * Copies it, and makes it before if it is not there.
     *
     * @param data the data directory that is wanted, which is not there
     * @param port a free port
     * @param log PostgreSQL's log
     */
    void copyTo(Path data, int port, Path log) {
        if (!Files.exists(complete)) {
            try (FileLock alone = FileLock.waitFor(beside(".lock"), OTHERS_TAKE, () -> {})) {
                if (!Files.exists(complete)) {
                    make(port, log);
                }
            }
        }
        DirectoryTree.copy(complete, data);
    }

    private void make(int port, Path log) {
        Path unfinished = beside(".unfinished");
        PostgresService.endLeftOver(unfinished);
        DirectoryTree.delete(unfinished);
        try (PostgresService postgres = PostgresService.start(unfinished, port, Durability.NONE, programs, log)) {
            LabDatabase.prepare(postgres.adminUrl());
        }
        try {
            Files.move(unfinished, complete, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path beside(String suffix) {
        return complete.resolveSibling(complete.getFileName() + suffix);
    }
}
