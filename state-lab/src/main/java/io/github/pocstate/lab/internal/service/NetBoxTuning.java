package io.github.pocstate.lab.internal.service;

/**
 * What a lab may want otherwise with its real NetBox.
 *
 * @param workers gunicorn's processes, 1 or more
 * @param threads threads per process, 1 or more
 * @param discovered whether the device status {@code discovered} exists
 * @param healthChecks whether Django looks at a kept database connection before it uses it
 */
public record NetBoxTuning(int workers, int threads, boolean discovered, boolean healthChecks) {

    /** Two processes of three threads, the status exists, no looks: as NetBox comes, but for the status. */
    public static final NetBoxTuning DEFAULT = new NetBoxTuning(2, 3, true, false);

    /** Refuses what gunicorn would refuse. */
    public NetBoxTuning {
        if (workers < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    workers + " workers and " + threads + " threads, there must be 1 or more of each");
        }
    }
}
