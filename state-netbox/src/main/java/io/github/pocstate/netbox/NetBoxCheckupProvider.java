package io.github.pocstate.netbox;

import io.github.pocstate.netbox.internal.doctor.NetBoxCheckup;
import io.github.pocstate.netbox.internal.doctor.NetBoxQuestions;
import io.github.pocstate.netbox.internal.doctor.RedisCheckup;
import io.github.pocstate.spi.Checkup;
import io.github.pocstate.spi.CheckupContext;
import io.github.pocstate.spi.CheckupProvider;
import io.github.pocstate.spi.DatabaseQuestions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Looks at NetBox, the servers in it, and Redis; found by {@link java.util.ServiceLoader}.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
public final class NetBoxCheckupProvider implements CheckupProvider {

    private static final int FIRST = 10;

    /** Makes the provider. */
    public NetBoxCheckupProvider() {}

    @Override
    public int order() {
        return FIRST;
    }

    @Override
    public List<Checkup> checkups(CheckupContext context) {
        return List.of(new NetBoxCheckup(context, Clock.systemUTC()), new RedisCheckup(context, Clock.systemUTC()));
    }

    @Override
    public Optional<DatabaseQuestions> questions(CheckupContext context) {
        return NetBoxQuestions.of(context);
    }
}
