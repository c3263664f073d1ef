package io.github.pocstate.snapshot.postgres.internal.catalog;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.server.AdvisoryLock;
import io.github.pocstate.snapshot.postgres.internal.server.Calls;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName.Kind;
import io.github.pocstate.snapshot.postgres.internal.server.Databases;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clones of snapshots that are made ahead, so that a swap need not wait for one. */
public final class Spares {

    private final Server server;
    private final SnapshotCatalog catalog;
    private final Sweeper sweeper;

    public Spares(Server server, SnapshotCatalog catalog, Sweeper sweeper) {
        this.server = server;
        this.catalog = catalog;
        this.sweeper = sweeper;
    }

    /** Makes a clone ahead. */
    public DatabaseName prepare(Manifest snapshot) throws SQLException {
        String live = server.settings().live();
        DatabaseName spare = DatabaseName.fresh(live, Kind.SPARE, snapshot.id());
        String name = spare.toString();
        try (AdvisoryLock building =
                AdvisoryLock.take(server, name, server.settings().exclusiveTimeout())) {
            Databases.copy(
                    building.session(),
                    DatabaseName.snapshot(live, snapshot.id()).toString(),
                    name);
            Databases.comment(building.session(), name, Optional.of(AttachmentsJson.write(takenOut(name))));
            return spare;
        }
    }

    /**
     * Takes the attachments out of a clone. The connection has another use: PostgreSQL writes its cache of the catalogs, which
     * the first session of the application finds.
     */
    private Map<String, byte[]> takenOut(String name) throws SQLException {
        try (Connection clone = new SealedReader(server).connect(name)) {
            Map<String, byte[]> attachments = Attachments.read(clone);
            Attachments.remove(clone);
            return attachments;
        }
    }

    /** The clones of a snapshot that are ready. */
    public List<DatabaseName> of(SnapshotId id) throws SQLException {
        return server.maintained(catalog::spares).stream()
                .filter(spare -> spare.id().equals(id))
                .toList();
    }

    /** Makes the clones that are missing and drops those that nobody asked for, in the background. */
    public void keepReady(Collection<SnapshotId> ids, int each) {
        sweeper.later("keep clones ready", () -> {
            List<String> surplus = new Calls(server).exclusively("give up clones", () -> unmarkAllBut(ids, each));
            for (SnapshotId id : ids) {
                Optional<Manifest> snapshot = server.maintained(connection -> catalog.find(connection, id));
                for (int ready = of(id).size(); snapshot.isPresent() && ready < each; ready++) {
                    prepare(snapshot.get());
                }
            }
            sweeper.dropNow(surplus);
        });
    }

    private List<String> unmarkAllBut(Collection<SnapshotId> ids, int each) throws SQLException {
        Map<SnapshotId, Integer> kept = new HashMap<>();
        List<String> surplus = new ArrayList<>();
        for (DatabaseName spare : server.maintained(catalog::spares)) {
            if (!ids.contains(spare.id()) || kept.merge(spare.id(), 1, Integer::sum) > each) {
                surplus.add(spare.toString());
            }
        }
        sweeper.unmark(surplus);
        return surplus;
    }
}
