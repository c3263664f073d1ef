package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.catalog.Attachments;
import io.github.pocstate.snapshot.postgres.internal.catalog.SealedReader;
import io.github.pocstate.snapshot.postgres.internal.catalog.Sealer;
import io.github.pocstate.snapshot.postgres.internal.catalog.SnapshotCatalog;
import io.github.pocstate.snapshot.postgres.internal.file.CloneFiller;
import io.github.pocstate.snapshot.postgres.internal.file.DatabaseShape;
import io.github.pocstate.snapshot.postgres.internal.file.FileManifest;
import io.github.pocstate.snapshot.postgres.internal.file.SnapshotFile;
import io.github.pocstate.snapshot.postgres.internal.file.TableRows;
import io.github.pocstate.snapshot.postgres.internal.rows.LargeObjects;
import io.github.pocstate.snapshot.postgres.internal.rows.SchemaDigest;
import io.github.pocstate.snapshot.postgres.internal.server.AdvisoryLock;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.Databases;
import io.github.pocstate.snapshot.postgres.internal.server.LiveSessions;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.ImportedSnapshot;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Sessions;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds a snapshot from a file: a clone of a database with the same tables, emptied and filled with the file's rows.
 *
 * <p>Such a snapshot may be compared with the live database by the place and the writing transaction of rows, as any other:
 *
 * <ul>
 *   <li>A PostgreSQL server numbers the transactions of all its databases from one counter. So a number stands for one
 *       transaction in one database, until the counter comes around after four billion, and a row that bears it elsewhere
 *       got there in a physical clone. A transaction leaves one row at most in one place of a file.
 *   <li>The rows of an import are all written by its own transaction. No other database has a row with that number but clones
 *       of the snapshot, where the row is the same.
 *   <li>The rows of the database that was cloned are all gone, so nothing of its own remains that could be mistaken.
 *   <li>The tables were truncated, so they are in new files; what is not in the same file is compared by content anyway.
 * </ul>
 *
 * <p>Nothing that the other server counted (numbers of objects, files, transactions) is in the file or has any meaning here: the
 * fingerprint is read anew.
 */
final class Importer {

    private static final Logger LOG = LoggerFactory.getLogger(Importer.class);

    private final Server server;
    private final SnapshotCatalog catalog;
    private final SealedReader sealed;

    Importer(Server server, SnapshotCatalog catalog) {
        this.server = server;
        this.catalog = catalog;
        this.sealed = new SealedReader(server);
    }

    /** Adds it, or finds that it is there already; everything is checked before anything is made. */
    ImportedSnapshot add(SnapshotFile file, Contents contents, SessionsMay sessions) throws SQLException {
        SnapshotId id = file.manifest().snapshot();
        Optional<Manifest> present = server.maintained(connection -> catalog.find(connection, id));
        if (present.isPresent()) {
            refuseOther(present.get(), file, contents);
            return new ImportedSnapshot(present.get(), Sessions.NONE);
        }
        refuseNewerPostgres(file.manifest());
        Draft draft = new Draft(
                DatabaseName.snapshot(server.settings().live(), id).toString(), schema(file.manifest()), contents);
        try (AdvisoryLock building =
                AdvisoryLock.take(server, draft.database(), server.settings().exclusiveTimeout())) {
            dropUnfinished(draft.database());
            return make(draft, file, sessions);
        }
    }

    /** A snapshot in the making: its database, the schema that must have, and what is kept with it. */
    private record Draft(String database, String schema, Contents contents) {}

    /** Makes it; if anything fails, its database is gone. */
    private ImportedSnapshot make(Draft draft, SnapshotFile file, SessionsMay sessions) throws SQLException {
        boolean done = false;
        try {
            Sessions ended = copy(draft, sessions);
            Manifest added = fill(draft, file);
            done = true;
            return new ImportedSnapshot(added, ended);
        } finally {
            if (!done) {
                giveUp(draft.database());
            }
        }
    }

    private Manifest fill(Draft draft, SnapshotFile file) throws SQLException {
        try (Connection clone = sealed.connect(draft.database())) {
            if (!SchemaDigest.of(clone).equals(draft.schema())) {
                throw refused("The tables of the database were changed while it was copied.", "call again");
            }
            new CloneFiller(clone, server.where()).fill(file);
            FileManifest from = file.manifest();
            Manifest added = new Sealer(server).seal(from.snapshot(), from.who(), clone, draft.contents());
            LOG.info("[{}] snapshot {} imported, {} rows", server.where(), added.id(), from.rows());
            return added;
        }
    }

    /** Copies the smallest snapshot that has the live database's tables, else the live database itself; returns whom that ended. */
    private Sessions copy(Draft draft, SessionsMay sessions) throws SQLException {
        Optional<String> template = server.maintained(connection -> catalog.fitting(connection, server)).stream()
                .filter(snapshot -> snapshot.fingerprint().schema().equals(draft.schema()))
                .filter(snapshot -> LargeObjects.in(snapshot.fingerprint()) == 0)
                .min(Comparator.comparingLong(Manifest::bytes))
                .map(snapshot -> DatabaseName.snapshot(server.settings().live(), snapshot.id())
                        .toString());
        if (template.isPresent()) {
            try (Connection connection = server.maintenance()) {
                Databases.copy(connection, template.get(), draft.database());
            }
            return Sessions.NONE;
        }
        if (sessions == SessionsMay.STAY_ONLY) {
            throw refused(
                    "No snapshot has the tables and columns that the database has now, so the import must end its sessions.",
                    "save a snapshot first, or allow the import to end sessions (SessionsMay.BE_ENDED)");
        }
        new Readiness(server).toCopy(draft.database());
        server.requireOurs();
        return new LiveSessions(server).copyTo(draft.database());
    }

    /** What a killed process has left under this name, or a deletion that is still under way. */
    private void dropUnfinished(String database) throws SQLException {
        try (Connection connection = server.maintenance()) {
            if (catalog.isGivenUp(connection, database)) {
                Databases.drop(connection, database);
            }
        }
    }

    private void giveUp(String database) {
        try {
            dropUnfinished(database);
        } catch (SQLException e) {
            // what went wrong before is told; the next call removes what has no comment
            LOG.debug("[{}] database {} is left over: {}", server.where(), database, e.getMessage());
        }
    }

    /** The live database's schema, if the file fits. */
    private String schema(FileManifest file) throws SQLException {
        return server.inOneMoment(live -> {
            String schema = SchemaDigest.of(live);
            LargeObjects.refuseAny(live, server.where());
            Optional<String> difference = DatabaseShape.read(live).differenceTo(DatabaseShape.of(file));
            if (difference.isPresent()) {
                throw refused(
                        "The file was made of a database with other tables: " + difference.get() + ".",
                        "import it where the application has the version it had when the snapshot was saved");
            }
            return schema;
        });
    }

    private void refuseNewerPostgres(FileManifest file) throws SQLException {
        int here = server.maintained(connection -> connection.getMetaData().getDatabaseMajorVersion());
        if (file.postgres() > here) {
            throw refused(
                    "The file was written by PostgreSQL " + file.postgres() + ", and this server is " + here + ".",
                    "import it into a server that is as new or newer");
        }
    }

    private void refuseOther(Manifest present, SnapshotFile file, Contents contents) throws SQLException {
        if (!sealed.read(present, connection -> isSame(present, connection, file, contents))) {
            throw refused(
                    "There is a snapshot " + present.id() + " already, and its content is another one.",
                    "delete it first if it is of no use any more");
        }
    }

    private static boolean isSame(Manifest present, Connection connection, SnapshotFile file, Contents contents)
            throws SQLException {
        FileManifest other = file.manifest();
        try {
            return present.fingerprint().sequences().equals(other.sequenceStates())
                    && sameAttachments(Attachments.read(connection), contents.attachments())
                    && DatabaseShape.read(connection)
                            .differenceTo(DatabaseShape.of(other))
                            .isEmpty()
                    && sameRows(connection, other);
        } catch (IOException e) {
            throw file.failure(e);
        }
    }

    private static boolean sameRows(Connection connection, FileManifest file) throws SQLException, IOException {
        TableRows rows = new TableRows(connection);
        for (FileManifest.Table table : file.tables()) {
            if (!rows.count(table.table(), table.columnNames()).equals(table.content())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameAttachments(Map<String, byte[]> one, Map<String, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.keySet().stream().allMatch(name -> Arrays.equals(one.get(name), other.get(name)));
    }

    private SnapshotException refused(String what, String remedy) {
        return new SnapshotException(Fault.USER, new Problem(what, server.where(), remedy + "; nothing was changed"));
    }
}
