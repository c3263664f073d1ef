package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.snapshot.SnapshotId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Makes a snapshot of a database that is complete: gives it its attachments and its manifest, and closes it. */
final class Sealer {

    private final Server server;

    Sealer(Server server) {
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
    Manifest seal(SnapshotId id, String who, Connection database, Contents contents) throws SQLException {
        String name = DatabaseName.snapshot(server.settings().live(), id).toString();
        Attachments.write(database, contents.attachments());
        DatabaseFingerprint fingerprint = Fingerprinter.read(database, Noise.NONE);
        try (Connection maintenance = server.maintenance()) {
            Manifest snapshot = new Manifest(
                    id,
                    who,
                    ServerMark.of(maintenance, name),
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
}
