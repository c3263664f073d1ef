package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.catalog.AttachmentsJson;
import io.github.pocstate.snapshot.postgres.internal.catalog.SnapshotCatalog;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName.Kind;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseProperties;
import io.github.pocstate.snapshot.postgres.internal.server.Databases;
import io.github.pocstate.snapshot.postgres.internal.server.LiveSessions;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.Swapped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a clone in the place of the live database: both are renamed in one transaction, so that at every moment there is a live
 * database under its name. The former one is kept.
 */
final class Swap {

    private final Server server;
    private final SnapshotCatalog catalog;
    private final String live;
    private final Clock clock;

    Swap(Server server, SnapshotCatalog catalog, Clock clock) {
        this.server = server;
        this.catalog = catalog;
        this.live = server.settings().live();
        this.clock = clock;
    }

    /**
     * Swaps in a database of ours that is not live.
     *
     * @param coming a clone of a snapshot, or a swapped-out database
     * @param noise what to carry into it first
     * @param attachmentsOfRetired what to keep with the one that goes
     */
    Swapped in(DatabaseName coming, Noise noise, Map<String, byte[]> attachmentsOfRetired) throws SQLException {
        new Readiness(server).toSwap(coming);
        Map<String, byte[]> attachments = server.maintained(connection -> claim(connection, coming));
        new NoiseCarrier(server, noise).carry(coming);
        String retired = retiredName();
        LiveSessions sessions = new LiveSessions(server);
        server.requireOurs();
        sessions.away(connection -> Sql.transaction(connection, transaction -> {
            rename(transaction, coming.toString(), retired);
            Databases.comment(transaction, retired, Optional.of(AttachmentsJson.write(attachmentsOfRetired)));
            server.requireOurs();
            return retired;
        }));
        return new Swapped(retired, sessions.ended(), attachments, sessions.closed());
    }

    /** From here on a clone is not what it was made as; if this fails, the next call removes it. */
    private Map<String, byte[]> claim(Connection connection, DatabaseName coming) throws SQLException {
        Map<String, byte[]> attachments = catalog.attachments(connection, coming);
        if (coming.kind() == Kind.SPARE) {
            Databases.comment(connection, coming.toString(), Optional.empty());
        }
        return attachments;
    }

    private void rename(Connection connection, String coming, String retired) throws SQLException {
        Sql.run(
                connection,
                "SET LOCAL lock_timeout = " + server.settings().lockTimeout().toMillis());
        DatabaseProperties.carryOver(connection, live, coming);
        Databases.admit(connection, coming, true);
        Sql.run(connection, "ALTER DATABASE " + Quote.name(live) + " RENAME TO " + Quote.name(retired));
        Sql.run(connection, "ALTER DATABASE " + Quote.name(coming) + " RENAME TO " + Quote.name(live));
        Databases.admit(connection, retired, false);
    }

    private String retiredName() throws SQLException {
        SnapshotId now = new SnapshotId("undo", clock.instant());
        SnapshotId id = server.maintained(connection -> catalog.afterAll(connection, now));
        return DatabaseName.fresh(live, Kind.RETIRED, id).toString();
    }
}
