package io.github.pocstate.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A setting as it was found: its value, where it comes from, and what is wrong with it.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param setting the setting
 * @param value its value, {@code ****} in the place of a secret; empty if there is none, or if it is wrong and may hold one
 * @param source where it comes from
 * @param mistakes what is wrong with it, in sentences that name it; empty if nothing is
 * @since 0.1
 */
public record GivenSetting(Setting setting, String value, Source source, List<String> mistakes) {

    /**
     * Where the value of a setting comes from.
     *
     * @since 0.1
     */
    public enum Source {
        /** The builder was told. */
        CODE("code"),
        /** A system property such as {@code netbox.url}. */
        SYSTEM_PROPERTY("system property"),
        /** A variable of the environment such as {@code NETBOX_URL}. */
        ENVIRONMENT("environment"),
        /** Nobody set it. */
        DEFAULT("default");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        /** In lower case, as in {@code system property}. */
        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Copies the list.
     *
     * @param setting the setting
     * @param value its value, {@code ****} in the place of a secret; empty if there is none, or if it is wrong and may hold one
     * @param source where it comes from
     * @param mistakes what is wrong with it, in sentences that name it; empty if nothing is
     */
    public GivenSetting {
        requireNonNull(setting, "setting");
        requireNonNull(value, "value");
        requireNonNull(source, "source");
        mistakes = List.copyOf(mistakes);
    }

    /**
     * Tells whether it can be used.
     *
     * @return true without a mistake
     */
    public boolean isRight() {
        return mistakes.isEmpty();
    }
}
