package io.github.pocstate.cli.bench;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.Strategy;
import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.netbox.NetBoxLabProvider;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.PostgresSnapshots;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.spi.Lab;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The lab that is measured, with a session for each way; when it is closed, the lab is as it was found. Not thread-safe.
 */
final class BenchLab implements AutoCloseable {

    private static final String FOUND = "bench-found";

    /** As many as the NetBox of a lab has, or more. */
    private static final int NETBOX_THREADS = 16;

    private final Supplier<PocConfig.Builder> settings;
    private final PocConfig config;
    private final RecipeDatabase database;
    private final PocSession inPlace;
    private final PocSession swapping;
    private final PostgresSnapshots postgres;
    private final Lab netBox;
    private final Set<SnapshotId> foundSnapshots;
    private final Snapshot found;

    /**
     * Connects, and keeps the lab as it is found.
     *
     * @param settings a new builder with the lab's settings at each call
     */
    BenchLab(Supplier<PocConfig.Builder> settings) {
        this.settings = settings;
        this.config = config(Map.of());
        requireWritable();
        this.database = new RecipeDatabase(databaseSettings());
        database.requirePlain();
        this.inPlace = PocSession.open(config(Map.of(Setting.POC_STATE_SNAPSHOT_WAY, "in-place")));
        this.swapping = PocSession.open(
                config(Map.of(Setting.POC_STATE_SNAPSHOT_WAY, "swap", Setting.POC_STATE_READY_CLONES, "1")));
        this.postgres = PostgresSnapshots.open(PostgresSettings.of(address()));
        this.netBox = new NetBoxLabProvider().open(config);
        List<Snapshot> all = inPlace.snapshots().list();
        this.foundSnapshots = all.stream()
                .map(Snapshot::id)
                .filter(id -> !id.label().equals(FOUND))
                .collect(Collectors.toSet());
        this.found = all.stream()
                .filter(snapshot -> snapshot.id().label().equals(FOUND))
                .findFirst() // a run that was killed has left it: the lab is still to go back there
                .orElseGet(() -> inPlace.snapshots().save(FOUND));
    }

    /** Nothing is kept or given up by itself while it is measured. */
    private PocConfig config(Map<Setting, String> special) {
        PocConfig.Builder builder = settings.get()
                .set(Setting.POC_STATE_AUTO_SNAPSHOT, "false")
                .set(Setting.POC_STATE_SNAPSHOT_KEEP, "1000")
                .set(Setting.POC_STATE_SNAPSHOT_MAX_MB, "0")
                .set(Setting.POC_STATE_READY_CLONES, "0");
        special.forEach(builder::set);
        return builder.build();
    }

    private void requireWritable() {
        config.requireWritable(config.netBox().url().getHost());
        config.requireWritable(config.redis().host());
        config.requireWritable(databaseSettings().address().getHost());
        config.requireWritable(databaseSettings().cache().getHost());
    }

    DatabaseSettings databaseSettings() {
        return config.database().orElseThrow(() -> new IllegalStateException(Setting.NETBOX_DB_URL + " is not set"));
    }

    private PostgresAddress address() {
        DatabaseSettings set = databaseSettings();
        PostgresAddress address = PostgresAddress.parse("jdbc:" + set.address());
        return set.user()
                .map(user -> address.as(user, set.password().orElse(Secret.of(""))))
                .orElse(address);
    }

    PocConfig config() {
        return config;
    }

    RecipeDatabase database() {
        return database;
    }

    PostgresSnapshots postgres() {
        return postgres;
    }

    /** What a swap carries over. */
    LiveTables liveTables() {
        return new LiveTables(netBox.database().orElseThrow());
    }

    /** The session that puts snapshots back in place. */
    PocSession inPlace() {
        return inPlace;
    }

    /** The session that swaps. */
    PocSession swapping() {
        return swapping;
    }

    /** Brings the lab into a phase: by a snapshot if there is one, else over the API, and then it is kept. */
    RestoreReport make(Phase phase) {
        Map<Setting, String> keeping =
                Map.of(Setting.POC_STATE_AUTO_SNAPSHOT, "true", Setting.POC_STATE_SNAPSHOT_WAY, "in-place");
        try (PocSession session = PocSession.open(config(keeping))) {
            return session.restore(phase);
        }
    }

    /** Brings the lab into a phase, in place. */
    void goTo(Phase phase) {
        inPlace.restore(phase, by(Strategy.SNAPSHOT));
    }

    /** The newest snapshot of a phase. */
    SnapshotId snapshot(Phase phase) {
        return inPlace.snapshots().latest(phase).orElseThrow().id();
    }

    /** Sees to it that the next swap into a phase finds its clone. */
    void makeClone(Phase phase) {
        SnapshotId id = snapshot(phase);
        if (postgres.prepared(id) == 0) {
            postgres.prepareSwap(id);
        }
    }

    /**
     * Has NetBox notice which of its connections were ended, as some ways do, so that nobody gets an error for it later. How many
     * there were is not known: some seconds must pass without an error.
     */
    void wakeNetBox() {
        netBox.database().orElseThrow().reconnect(NETBOX_THREADS, () -> false);
    }

    static RestoreOptions by(Strategy strategy) {
        return RestoreOptions.builder().strategy(strategy).build();
    }

    /** Puts the lab back as it was found, and removes what was made here. */
    @Override
    public void close() {
        try (inPlace;
                swapping;
                postgres;
                netBox) {
            inPlace.snapshots().restore(found.id(), ForeignChanges.DISCARD);
            database.dropGolden();
            List<SnapshotId> all =
                    inPlace.snapshots().list().stream().map(Snapshot::id).toList();
            all.stream().filter(id -> !foundSnapshots.contains(id)).forEach(inPlace.snapshots()::delete);
            postgres.keepReady(List.of(), 0);
            postgres.dropRetired(0);
            wakeNetBox();
        }
    }
}
