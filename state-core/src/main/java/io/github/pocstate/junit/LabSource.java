package io.github.pocstate.junit;

import io.github.pocstate.config.PocConfig;

/**
 * Where the lab of tests comes from, when it is not the one of the environment.
 *
 * <pre>{@code
 * public final class SmallLab implements LabSource, AutoCloseable {
 *     private final EmbeddedLab lab = EmbeddedLab.builder().servers(60).start();
 *
 *     public PocConfig config() {
 *         return lab.config().build();
 *     }
 *
 *     public void close() {
 *         lab.close();
 *     }
 * }
 * }</pre>
 *
 * <p>Named by {@link OnLab}, it is made at the first test that needs it, by its constructor without parameters, once for all
 * tests of a run; if it is {@link AutoCloseable} it is closed after the last one. Implementations are thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface LabSource {

    /**
     * The settings of the lab; asked once.
     *
     * @return the settings
     */
    PocConfig config();
}
