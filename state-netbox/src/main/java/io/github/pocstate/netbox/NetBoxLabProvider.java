package io.github.pocstate.netbox;

import io.github.pocstate.config.PocConfig;
import io.github.pocstate.netbox.internal.NetBoxLab;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.LabProvider;
import java.time.Clock;

/**
 * Opens labs made of a NetBox and a Redis; found by {@link java.util.ServiceLoader}.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
public final class NetBoxLabProvider implements LabProvider {

    /** Makes the provider. */
    public NetBoxLabProvider() {}

    @Override
    public Lab open(PocConfig config) {
        return NetBoxLab.open(config, Clock.systemUTC());
    }
}
