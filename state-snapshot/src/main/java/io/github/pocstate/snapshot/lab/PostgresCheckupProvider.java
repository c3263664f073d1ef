package io.github.pocstate.snapshot.lab;

import io.github.pocstate.spi.Checkup;
import io.github.pocstate.spi.CheckupContext;
import io.github.pocstate.spi.CheckupProvider;
import java.time.Clock;
import java.util.List;

/**
 * Looks at the PostgreSQL under a lab and at its snapshots; found by {@link java.util.ServiceLoader}.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
public final class PostgresCheckupProvider implements CheckupProvider {

    private static final int AFTER_THE_LAB = 20;

    /** Makes the provider. */
    public PostgresCheckupProvider() {}

    @Override
    public int order() {
        return AFTER_THE_LAB;
    }

    @Override
    public List<Checkup> checkups(CheckupContext context) {
        return List.of(new PostgresCheckup(context, Clock.systemUTC()));
    }
}
