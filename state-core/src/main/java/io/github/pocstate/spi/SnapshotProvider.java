package io.github.pocstate.spi;

import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.config.PocConfig;

/**
 * Opens the snapshots of a lab; one implementation at most is found by {@link java.util.ServiceLoader}, in state-snapshot.
 *
 * @since 0.1
 */
public interface SnapshotProvider {

    /**
     * Opens the snapshots; connects at the first call.
     *
     * @param config the settings
     * @param database the settings of the lab's database
     * @param lab the open lab
     * @param guide what the lab knows of its database
     * @return the snapshots, to be closed by the caller before the lab
     */
    SnapshotStore open(PocConfig config, DatabaseSettings database, Lab lab, DatabaseGuide guide);
}
