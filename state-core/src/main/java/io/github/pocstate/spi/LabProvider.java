package io.github.pocstate.spi;

import io.github.pocstate.config.PocConfig;

/**
 * Opens the lab; one implementation is found by {@link java.util.ServiceLoader}, in state-netbox.
 *
 * @since 0.1
 */
public interface LabProvider {

    /**
     * Opens a connection to the lab without writing to it.
     *
     * @param config the settings
     * @return the lab, to be closed by the caller
     * @throws io.github.pocstate.PocStateException if the lab cannot be reached or refuses us
     */
    Lab open(PocConfig config);
}
