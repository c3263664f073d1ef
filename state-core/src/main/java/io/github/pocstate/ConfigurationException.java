package io.github.pocstate;

/**
 * A setting or an argument is missing or wrong; nothing was written. The message names every mistake at once.
 *
 * @since 0.1
 */
public class ConfigurationException extends PocStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param problem what, where, what to do
     */
    public ConfigurationException(Problem problem) {
        super(Fault.USER, problem, null);
    }

    /**
     * Makes the error.
     *
     * @param problem what, where, what to do
     * @param cause what led to it
     */
    public ConfigurationException(Problem problem, Throwable cause) {
        super(Fault.USER, problem, cause);
    }
}
