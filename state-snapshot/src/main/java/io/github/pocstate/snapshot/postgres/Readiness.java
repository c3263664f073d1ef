package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.catalog.SealedReader;
import io.github.pocstate.snapshot.postgres.internal.rows.Fingerprinter;
import io.github.pocstate.snapshot.postgres.internal.rows.Relation;
import io.github.pocstate.snapshot.postgres.internal.rows.SchemaDigest;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseProperties;
import io.github.pocstate.snapshot.postgres.internal.server.Databases;
import io.github.pocstate.snapshot.postgres.internal.server.Preflight;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.Noise;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a verb needs once it has ended the sessions of the live database, looked at or rehearsed before it ends the first: a
 * refusal ends no session.
 */
final class Readiness {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private static final int FEW = 10;

    private final Server server;
    private final String live;

    Readiness(Server server) {
        this.server = server;
        this.live = server.settings().live();
    }

    /** For a copy of the live database under a name whose lock the caller has. */
    void toCopy(String copy) throws SQLException {
        Preflight preflight = new Preflight(server);
        preflight.mayEndSessions();
        preflight.sortsAsEver();
        rehearseCopy(copy);
    }

    /** An empty database takes the copy's name and owner, is connected to, and goes again. */
    private void rehearseCopy(String copy) throws SQLException {
        try (Connection connection = server.maintenance()) {
            Databases.rehearse(connection, live, copy);
            try {
                new SealedReader(server).connect(copy).close();
            } finally {
                drop(connection, copy);
            }
        }
    }

    private void drop(Connection connection, String copy) {
        try {
            Databases.drop(connection, copy);
        } catch (SQLException e) {
            // the copy itself drops what has no comment
            LOG.debug("[{}] database {} is left over: {}", server.where(), copy, e.getMessage());
        }
    }

    /** For a database of ours that is to take the place of the live one. */
    void toSwap(DatabaseName coming) throws SQLException {
        new Preflight(server).mayEndSessions();
        try (SealedReader.Opening opening = new SealedReader(server).opening(coming.toString())) {
            server.inOneMoment(present -> {
                refuseOthersChanges(opening.get(), present);
                refuseOtherRights(opening.get(), present);
                return coming;
            });
        }
        rehearseSwap(coming.toString());
    }

    /** What others keep beside the application is in the database that would come as it was when the snapshot was saved. */
    private void refuseOthersChanges(Connection next, Connection present) throws SQLException {
        if (server.settings().schema().isEmpty()) { // then all schemas are the application's
            return;
        }
        List<String> differing = new ArrayList<>();
        if (!digestOfAll(next).equals(digestOfAll(present))) {
            ofAllSchemas(next, true);
            ofAllSchemas(present, true);
            differing.addAll(SchemaDigest.differences(next, present));
            ofAllSchemas(next, false);
            ofAllSchemas(present, false);
            differing.removeAll(SchemaDigest.differences(next, present));
        }
        if (differing.isEmpty() && !besides(next).equals(besides(present))) {
            differing.add("rows in the schemas " + Relation.othersSchemas(present));
        }
        if (!differing.isEmpty()) {
            throw refused(
                    "Tables or definitions beside those of the application were changed, and a swap would undo that.",
                    described(differing),
                    "restore in place, which leaves them alone, or make these schemas as they were");
        }
    }

    private String digestOfAll(Connection connection) throws SQLException {
        ofAllSchemas(connection, true);
        String digest = SchemaDigest.of(connection);
        ofAllSchemas(connection, false);
        return digest;
    }

    private DatabaseFingerprint besides(Connection connection) throws SQLException {
        ofAllSchemas(connection, true);
        DatabaseFingerprint besides =
                Fingerprinter.noise(connection, new AllBut(server.settings().schema()));
        ofAllSchemas(connection, false);
        return besides;
    }

    /** From here on the session names all schemas, or that of the application. */
    private void ofAllSchemas(Connection connection, boolean all) throws SQLException {
        String schema = all ? "" : server.settings().schema();
        Sql.run(connection, "SET LOCAL " + Server.SCHEMA + " =" + Quote.text(schema));
    }

    /** Tables in other schemas than one, and than PostgreSQL's own. */
    private record AllBut(String schema) implements Noise {

        @Override
        public boolean table(TableName table) {
            return !table.schema().equals(schema) && !table.schema().equals("pg_catalog");
        }

        @Override
        public boolean column(TableName table, String column) {
            return false;
        }
    }

    /** A right that was revoked, or a policy that was made since, must not be undone in silence. */
    private void refuseOtherRights(Connection next, Connection present) throws SQLException {
        if (!SchemaDigest.of(next).equals(SchemaDigest.of(present))) {
            List<String> differing = SchemaDigest.differingRights(next, present);
            if (!differing.isEmpty()) {
                throw refused(
                        "Rights were granted or revoked in the database, and a swap would undo that.",
                        described(differing),
                        "save a new snapshot, or give the database the rights that it had");
            }
        }
    }

    /** The first of them. */
    static String described(List<String> differing) {
        String first = String.join(", ", differing.subList(0, Math.min(FEW, differing.size())));
        return differing.size() > FEW ? first + " and " + (differing.size() - FEW) + " more" : first;
    }

    private void rehearseSwap(String coming) throws SQLException {
        try (Connection connection = server.maintenance()) {
            connection.setAutoCommit(false);
            try {
                DatabaseProperties.carryOver(connection, live, coming);
            } catch (SQLException e) {
                throw new SnapshotException(
                        Fault.LAB,
                        new Problem(
                                "The role may not give another database the settings and rights of this one: "
                                        + String.valueOf(e.getMessage())
                                                .lines()
                                                .findFirst()
                                                .orElse("") + ".",
                                server.where(),
                                "restore in place, which leaves them as they are; or have a superuser reset the setting, or"
                                        + " GRANT SET ON PARAMETER … TO the role; nothing was changed"),
                        e);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private SnapshotException refused(String what, String detail, String remedy) {
        return new SnapshotException(
                Fault.LAB, new Problem(what, server.where() + ", " + detail, remedy + "; nothing was changed"));
    }
}
