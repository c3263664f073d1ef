package org.example.lab;

import io.github.pocstate.config.PocConfig;
import io.github.pocstate.lab.EmbeddedLab;
import io.github.pocstate.junit.LabSource;

/** An embedded lab of 60 servers, started by the first test that needs it and stopped after the last one. */
public final class SmallLab implements LabSource, AutoCloseable {

    private final EmbeddedLab lab = EmbeddedLab.builder().servers(60).start();

    @Override
    public PocConfig config() {
        return lab.config().build();
    }

    @Override
    public void close() {
        lab.close();
    }
}
