package io.github.pocstate.netbox.assertj;

import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;

/**
 * Where assertions on a lab begin; to be imported statically.
 *
 * <pre>{@code
 * assertThat(lab).isIn(Phase.TWO).hasServers(601);
 * assertThat(lab).servers().haveStatus("failed").haveInvertedCables();
 * assertThat(lab).server("srv-dc-north-0001").hasStatus("failed").nic("ens1f0").isConnectedTo("leaf-2", "xe-0/0/1");
 * assertThat(lab).updateQueue().hasOneEventPerServer();
 * }</pre>
 *
 * <p>A chain looks at the lab once, when its first assertion needs it; it writes nothing. AssertJ 3.20 or later must be
 * on the class path. This class is thread-safe.
 *
 * @since 0.1
 */
public final class PocStateAssertions {

    private PocStateAssertions() {}

    /**
     * Begins a chain about the whole lab.
     *
     * @param lab an open session
     * @return the chain
     */
    public static LabAssert assertThat(PocSession lab) {
        return assertThat(lab, RestoreOptions.DEFAULT);
    }

    /**
     * Begins a chain about some servers of the lab.
     *
     * @param lab an open session
     * @param options the scope, and whether discovery events belong to a phase
     * @return the chain
     */
    public static LabAssert assertThat(PocSession lab, RestoreOptions options) {
        return new LabAssert(Look.at(lab, options));
    }
}
