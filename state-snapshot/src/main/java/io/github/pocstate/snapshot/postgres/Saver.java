package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.postgres.internal.catalog.Attachments;
import io.github.pocstate.snapshot.postgres.internal.catalog.NearestSnapshot;
import io.github.pocstate.snapshot.postgres.internal.catalog.SealedReader;
import io.github.pocstate.snapshot.postgres.internal.catalog.Sealer;
import io.github.pocstate.snapshot.postgres.internal.catalog.SnapshotCatalog;
import io.github.pocstate.snapshot.postgres.internal.rows.ConnectionTables;
import io.github.pocstate.snapshot.postgres.internal.rows.DeltaFinder;
import io.github.pocstate.snapshot.postgres.internal.rows.DeltaWriter;
import io.github.pocstate.snapshot.postgres.internal.rows.Fingerprinter;
import io.github.pocstate.snapshot.postgres.internal.rows.LargeObjects;
import io.github.pocstate.snapshot.postgres.internal.rows.Relation;
import io.github.pocstate.snapshot.postgres.internal.rows.SequenceDelta;
import io.github.pocstate.snapshot.postgres.internal.rows.TableDelta;
import io.github.pocstate.snapshot.postgres.internal.server.AdvisoryLock;
import io.github.pocstate.snapshot.postgres.internal.server.Calls;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.Databases;
import io.github.pocstate.snapshot.postgres.internal.server.ForeignKey;
import io.github.pocstate.snapshot.postgres.internal.server.LiveSessions;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.SavedSnapshot;
import io.github.pocstate.snapshot.postgres.model.Sessions;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.model.UnwritableException;
import io.github.pocstate.spi.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the live database.
 *
 * <p>The first snapshot is a clone of the live database, which must have no sessions for as long as that takes. Every later one is
 * a clone of the nearest snapshot, brought up to the live database of one moment: that ends no session.
 */
final class Saver {

    private static final Logger LOG = LoggerFactory.getLogger(Saver.class);

    private final Server server;
    private final SnapshotCatalog catalog;
    private final SealedReader sealed;

    Saver(Server server, SnapshotCatalog catalog) {
        this.server = server;
        this.catalog = catalog;
        this.sealed = new SealedReader(server);
    }

    SavedSnapshot save(SnapshotId wish, Function<Tables, Contents> contents, SessionsMay sessions) throws SQLException {
        SnapshotId id = freeId(wish);
        String name = DatabaseName.snapshot(server.settings().live(), id).toString();
        Draft draft = new Draft(id, name, contents);
        try (AdvisoryLock building =
                AdvisoryLock.take(server, name, server.settings().exclusiveTimeout())) {
            Optional<SavedSnapshot> kept = withoutEndingSessions(draft);
            if (kept.isPresent()) {
                return kept.get();
            }
            if (sessions == SessionsMay.STAY_ONLY) {
                throw noWayWithSessions();
            }
            return byCloningLive(draft);
        }
    }

    /** A snapshot in the making. */
    private record Draft(SnapshotId id, String database, Function<Tables, Contents> contents) {}

    private SnapshotId freeId(SnapshotId wish) throws SQLException {
        return server.maintained(connection -> {
            SnapshotId id = catalog.afterRetired(connection, wish);
            while (Databases.exists(
                    connection,
                    DatabaseName.snapshot(server.settings().live(), id).toString())) {
                id = id.next();
            }
            return id;
        });
    }

    /** Nothing if no snapshot is near enough, or the role may not write into a clone of one. */
    private Optional<SavedSnapshot> withoutEndingSessions(Draft draft) throws SQLException {
        try {
            return server.inOneMoment(live -> {
                refuseOurSchema(live);
                DatabaseFingerprint wanted = Fingerprinter.read(live, Noise.NONE);
                refuseEmpty(live, wanted);
                Optional<Manifest> nearest = NearestSnapshot.to(
                        wanted, server.maintained(connection -> catalog.fitting(connection, server)));
                return nearest.isEmpty()
                        ? Optional.<SavedSnapshot>empty()
                        : Optional.of(byCloning(nearest.get(), draft, live, wanted));
            });
        } catch (UnwritableException e) {
            LOG.debug("[{}] a clone cannot be brought up to the live database: {}", server.where(), e.getMessage());
            return Optional.empty();
        }
    }

    private SavedSnapshot byCloning(Manifest nearest, Draft draft, Connection live, DatabaseFingerprint wanted)
            throws SQLException {
        Contents contents = draft.contents().apply(new ConnectionTables(live));
        String template =
                DatabaseName.snapshot(server.settings().live(), nearest.id()).toString();
        return inCopy(draft, () -> server.maintained(connection -> copy(connection, template, draft)), clone -> {
            List<TableDelta> deltas = Sql.transaction(clone, target -> bringUp(nearest, live, target, wanted));
            Manifest snapshot =
                    new Sealer(server).seal(draft.id(), server.settings().who(), clone, contents);
            List<TableChange> changes = deltas.stream().map(TableDelta::change).toList();
            return new SavedSnapshot(snapshot, Optional.of(nearest.id()), changes, Sessions.NONE);
        });
    }

    private List<TableDelta> bringUp(Manifest nearest, Connection live, Connection target, DatabaseFingerprint wanted)
            throws SQLException {
        LargeObjects.refuseUnseen(wanted, server.where());
        List<TableDelta> deltas = new DeltaFinder(live, target, Noise.NONE)
                .find(nearest.differingTables(wanted), wanted, nearest.fingerprint()).stream()
                        .filter(delta -> !delta.match().isEmpty())
                        .toList();
        new DeltaWriter(live, target, server.where(), ForeignKey.all(target))
                .write(deltas, wanted.tables().keySet());
        SequenceDelta.write(target, SequenceDelta.of(wanted, nearest.fingerprint()));
        return deltas;
    }

    private SavedSnapshot byCloningLive(Draft draft) throws SQLException {
        new Readiness(server).toCopy(draft.database());
        server.inOneMoment(live -> draft.contents().apply(new ConnectionTables(live))); // it may refuse what it sees
        LiveSessions sessions = new LiveSessions(server);
        server.requireOurs();
        return inCopy(draft, () -> sessions.copyTo(draft.database()), clone -> {
            Contents contents = draft.contents().apply(new ConnectionTables(clone));
            Manifest snapshot =
                    new Sealer(server).seal(draft.id(), server.settings().who(), clone, contents);
            return new SavedSnapshot(snapshot, Optional.empty(), List.of(), sessions.ended());
        });
    }

    private static String copy(Connection connection, String template, Draft draft) throws SQLException {
        Databases.copy(connection, template, draft.database());
        return draft.database();
    }

    /** Works in a copy; if anything fails, the copy is gone. */
    private SavedSnapshot inCopy(Draft draft, Calls.Call<?> copy, Sql.Work<SavedSnapshot> work) throws SQLException {
        boolean done = false;
        try {
            copy.run();
            try (Connection clone = sealed.connect(draft.database())) {
                SavedSnapshot saved = work.run(clone);
                done = true;
                return saved;
            }
        } finally {
            if (!done) {
                dropUnfinished(draft.database());
            }
        }
    }

    private void dropUnfinished(String database) {
        try (Connection connection = server.maintenance()) {
            Databases.drop(connection, database);
        } catch (SQLException e) {
            // what went wrong before is told; the next call removes what has no comment
            LOG.debug("[{}] database {} is left over: {}", server.where(), database, e.getMessage());
        }
    }

    private void refuseOurSchema(Connection live) throws SQLException {
        if (Attachments.present(live)) {
            throw new SnapshotException(
                    Fault.USER,
                    new Problem(
                            "The database has a schema with the name that snapshots keep for themselves.",
                            server.where() + ", schema [" + Relation.OWN_SCHEMA + "]",
                            "rename or drop the schema; nothing was saved"));
        }
    }

    private void refuseEmpty(Connection live, DatabaseFingerprint wanted) throws SQLException {
        String schema = server.settings().schema();
        if (!schema.isEmpty()
                && wanted.tables().keySet().stream()
                        .noneMatch(table -> table.schema().equals(schema))) {
            throw new SnapshotException(
                    Fault.USER,
                    new Problem(
                            "The schema [" + schema + "] has no tables; those that there are, are in "
                                    + Relation.othersSchemas(live) + ".",
                            server.where(),
                            "move the application's tables into schema [" + schema
                                    + "], or work without snapshots: leave the database's address empty; nothing was saved"));
        }
    }

    private SnapshotException noWayWithSessions() {
        return new SnapshotException(
                Fault.USER,
                new Problem(
                        "No snapshot has the tables and columns that the database has now, so saving it must end its sessions.",
                        server.where(),
                        "allow the save to end sessions (SessionsMay.BE_ENDED); the saves after it will not"));
    }
}
