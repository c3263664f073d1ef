package io.github.pocstate.snapshot.postgres.internal.catalog;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.rows.Fingerprinter;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.Databases;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.ServerMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Makes a snapshot of a database that is complete: gives it its attachments and its manifest, and closes it. */
public final class Sealer {

    private final Server server;

    public Sealer(Server server) {
        this.server = server;
    }

    /**
     * From here on it is a snapshot: until now it had no comment, and the next call would have removed it.
     *
     * @param id the snapshot's id; the database bears the name that goes with it
     * @param who who took it
     * @param database a connection to it, in autocommit
     * @param contents what to keep with it
     */
    public Manifest seal(SnapshotId id, String who, Connection database, Contents contents) throws SQLException {
        String name = DatabaseName.snapshot(server.settings().live(), id).toString();
        Attachments.write(database, contents.attachments());
        DatabaseFingerprint fingerprint = Fingerprinter.read(database, Noise.NONE);
        try (Connection maintenance = server.maintenance()) {
            Manifest snapshot = new Manifest(
                    id,
                    who,
                    mark(maintenance, name),
                    fingerprint,
                    Map.of(),
                    Databases.size(maintenance, name),
                    contents.application());
            return Sql.transaction(maintenance, transaction -> {
                Databases.seal(transaction, name);
                Databases.comment(transaction, name, Optional.of(ManifestJson.write(snapshot)));
                server.requireOurs();
                return snapshot;
            });
        }
    }

    private static ServerMark mark(Connection maintenance, String database) throws SQLException {
        return Sql.one(
                maintenance,
                row -> new ServerMark(row.getInt(1) / 10_000, row.getString(2)),
                "SELECT CAST(current_setting('server_version_num') AS int), coalesce(datcollversion, '')"
                        + " FROM pg_database WHERE datname = ?",
                database);
    }
}
