package io.github.pocstate.examples.embedding;

import io.github.pocstate.config.PocConfig;
import io.github.pocstate.junit.LabSource;
import io.github.pocstate.lab.EmbeddedLab;

/** The lab of the tests that say {@code @OnLab(SmallLab.class)}; one for all of them. */
// tag::small-lab[]
public final class SmallLab implements LabSource, AutoCloseable {

    private final EmbeddedLab lab = EmbeddedLab.builder().servers(12).start();

    @Override
    public PocConfig config() {
        return lab.config().build();
    }

    @Override
    public void close() {
        lab.close();
    }
}
// end::small-lab[]
