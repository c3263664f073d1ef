package io.github.pocstate.snapshot.postgres.internal.catalog;

import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.AdvisoryLock;
import io.github.pocstate.snapshot.postgres.internal.server.Databases;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.model.RestoredInPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works in the background: drops databases of ours, which forces a checkpoint of the whole server and may take seconds, makes
 * clones ahead, and clears away what restores leave in tables.
 *
 * <p>What a process does not get to before it ends stays marked as unfinished, and the next one drops it.
 */
public final class Sweeper implements AutoCloseable {

    /** Something to be done later. */
    @FunctionalInterface
    public interface Task {
        void run() throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final long SECONDS_TO_FINISH = 30;
    private static final long MANY = 1000;
    private static final int SECONDS_TO_VACUUM = 1;

    private final Server server;
    private final SnapshotCatalog catalog;
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "pocstate-sweeper");
        thread.setDaemon(true);
        return thread;
    });

    public Sweeper(Server server, SnapshotCatalog catalog) {
        this.server = server;
        this.catalog = catalog;
    }

    /** Removes what a killed process has left: unfinished databases, and doors left open. */
    public void sweep() throws SQLException {
        for (String open : server.maintained(catalog::unsealed)) {
            shut(open);
        }
        drop(server.maintained(catalog::leftovers));
    }

    /** Whoever has the door opens a snapshot for a moment; what is still open when we have it was left so. */
    private void shut(String snapshot) throws SQLException {
        try (AdvisoryLock door = SealedReader.door(server, snapshot)) {
            if (catalog.unsealed(door.session()).contains(snapshot)) {
                Databases.admit(door.session(), snapshot, false);
            }
        }
    }

    /** Takes away what makes databases complete: from now on nobody uses them, and whoever comes next may drop them. */
    public void unmark(Collection<String> databases) throws SQLException {
        for (String database : databases) {
            try (AdvisoryLock door = SealedReader.door(server, database)) {
                Databases.comment(door.session(), database, Optional.empty());
            }
        }
    }

    /** Drops databases later. */
    public void drop(Collection<String> databases) {
        if (!databases.isEmpty()) {
            later("drop databases", () -> dropNow(databases));
        }
    }

    /** Drops databases one after the other: the second costs little, all is on disk then. */
    void dropNow(Collection<String> databases) throws SQLException {
        for (String database : databases) {
            try (AdvisoryLock building =
                    AdvisoryLock.take(server, database, server.settings().exclusiveTimeout())) {
                // an import may have brought a snapshot of this name back in the meantime
                if (catalog.isGivenUp(building.session(), database)) {
                    Databases.drop(building.session(), database);
                }
            }
        }
    }

    /**
     * Vacuums, later, the tables in which a restore wrote many rows. Autovacuum passes over tables that are locked, as they are
     * while one restore follows the other; then each restore would have to read past the dead rows of all before it, and the next
     * reader would have to note in each new row that its transaction is over.
     */
    public void vacuum(RestoredInPlace done) {
        if (done.rows() > MANY) {
            done.changes().stream()
                    .map(TableChange::table)
                    .forEach(table -> inBackground(
                            () -> vacuum(table),
                            failure -> LOG.debug(
                                    "[{}] table [{}] was not vacuumed: {}",
                                    server.where(),
                                    table,
                                    failure.getMessage())));
        }
    }

    /** Whoever locks the table has precedence, and whoever waits for it does not wait for long. */
    private void vacuum(TableName table) throws SQLException {
        try (Connection connection = server.live();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS_TO_VACUUM);
            statement.execute("VACUUM (SKIP_LOCKED, TRUNCATE false) " + Quote.name(table));
        }
    }

    /** Does something after all that was asked for before; what goes wrong is only logged. */
    public void later(String verb, Task task) {
        inBackground(
                () -> {
                    task.run();
                    LOG.debug("[{}] done: {}", server.where(), verb);
                },
                failure -> LOG.warn(
                        "[{}] could not {}, the next call tries again: {}",
                        server.where(),
                        verb,
                        String.valueOf(failure.getMessage()).lines().findFirst().orElse("")));
    }

    private void inBackground(Task task, Consumer<Exception> failed) {
        background.execute(() -> {
            try {
                task.run();
            } catch (SQLException | RuntimeException e) {
                failed.accept(e);
            }
        });
    }

    /** Waits until what was asked for is done, for 30 s at most. */
    @Override
    public void close() {
        background.shutdown();
        try {
            if (!background.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                background.shutdownNow();
            }
        } catch (InterruptedException e) {
            background.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
