package io.github.pocstate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.pocstate.ConfigurationException;
import java.net.URI;

/** Settings that are complete, and what a builder says of those that are wrong. */
final class PocConfigFixture {

    static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    static final String PASSWORD = "correct horse";

    private PocConfigFixture() {}

    /** The settings that everybody must give; the others have defaults. */
    static PocConfig.Builder complete() {
        return PocConfig.builder().netBox(URI.create("http://netbox.lab:8000"), Secret.of(TOKEN));
    }

    /** The refusal of a builder. */
    static ConfigurationException mistakes(PocConfig.Builder builder) {
        ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, builder::build);
        assertThat(refused).as("the refusal").isNotNull();
        return refused;
    }

    /** What the builder says of its only mistake. */
    static String mistakeOf(PocConfig.Builder builder) {
        ConfigurationException refused = mistakes(builder);
        assertThat(refused.problem().what()).isEqualTo("A setting is wrong.");
        return refused.problem().where();
    }
}
