package io.github.pocstate.netbox.internal.client;

import io.github.pocstate.config.HostGuard;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Trust;

/**
 * What stands between us and NetBox: which host may be written to, whose certificate is believed, and what must hold at each
 * write.
 *
 * @param guard of NetBox's host
 * @param trust whose certificates are believed
 * @param beforeWrite throws when nothing must be written, such as when the lab is not ours any more
 */
public record Door(HostGuard guard, Trust trust, Runnable beforeWrite) {

    public static Door to(PocConfig config, Runnable beforeWrite) {
        return new Door(config.guard(config.netBox().url().getHost()), config.trust(), beforeWrite);
    }

    /** For those who only read. */
    public static Door forReading(PocConfig config) {
        return to(config, () -> {
            throw new IllegalStateException("this connection is for reading");
        });
    }
}
