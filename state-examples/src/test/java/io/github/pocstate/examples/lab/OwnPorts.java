package io.github.pocstate.examples.lab;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.examples.lab.service.PortClaim;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports beyond those that labs choose by themselves: no other test's lab takes them while one is stopped. */
public final class OwnPorts {

    private static final int FIRST = 20_100;
    private static final int BLOCKS = 990;
    private static final int BLOCK = 10;

    /** Two processes that run tests side by side begin at different places. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(Math.floorMod(ProcessHandle.current().pid() * 389, BLOCKS));

    private OwnPorts() {}

    /** The first of three free ones. */
    public static int first() {
        for (int tries = 0; tries < BLOCKS; tries++) {
            int base = FIRST + NEXT.getAndIncrement() % BLOCKS * BLOCK;
            try (PortClaim claim = PortClaim.at(base)) {
                return claim.ports().netBox();
            } catch (ConfigurationException e) {
                // taken
            }
        }
        throw new AssertionError("no three ports are free from " + FIRST);
    }
}
