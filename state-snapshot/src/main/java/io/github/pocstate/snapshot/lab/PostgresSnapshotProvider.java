package io.github.pocstate.snapshot.lab;

import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.snapshot.postgres.PostgresSnapshots;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.SnapshotProvider;
import io.github.pocstate.spi.SnapshotStore;
import java.time.Clock;

/**
 * Opens the snapshots of labs whose database is a PostgreSQL; found by {@link java.util.ServiceLoader}.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
public final class PostgresSnapshotProvider implements SnapshotProvider {

    /** Makes the provider. */
    public PostgresSnapshotProvider() {}

    @Override
    public SnapshotStore open(PocConfig config, DatabaseSettings database, Lab lab, DatabaseGuide guide) {
        PostgresAddress address = address(config, database);
        DatabaseAccess access = access(config, database);
        PostgresSnapshots postgres = PostgresSnapshots.open(
                PostgresSettings.of(access.bounded(address)).inSchema(AppTable.SCHEMA), lab.lock()::requireHeld);
        return new LabSnapshots(access, database, lab, guide, postgres, Clock.systemUTC());
    }

    static DatabaseAccess access(PocConfig config, DatabaseSettings database) {
        return DatabaseAccess.decide(config.guard(database.address().getHost()), address(config, database));
    }

    static PostgresAddress address(PocConfig config, DatabaseSettings database) {
        PostgresAddress address =
                PostgresAddress.parse("jdbc:" + database.address()).trusting(config.trust());
        return database.user()
                .map(user -> address.as(user, database.password().orElse(Secret.of(""))))
                .orElse(address);
    }
}
