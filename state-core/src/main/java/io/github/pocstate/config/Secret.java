package io.github.pocstate.config;

import static java.util.Objects.requireNonNull;

/**
 * A token or password that does not print itself.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = requireNonNull(value, "value");
    }

    /**
     * Wraps a token or password.
     *
     * @param value the token or password
     * @return the secret
     */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /**
     * The token or password itself; for the connection that needs it, never for a message.
     *
     * @return the value
     */
    public String reveal() {
        return value;
    }

    /** Always {@code ****}. */
    @Override
    public String toString() {
        return "****";
    }
}
