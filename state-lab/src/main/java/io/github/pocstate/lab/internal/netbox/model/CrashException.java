package io.github.pocstate.lab.internal.netbox.model;

/** Where the real NetBox stumbles over a request and answers with a 500, named by the Python exception it met. */
public final class CrashException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pythonException;

    CrashException(String pythonException, String message) {
        super(message);
        this.pythonException = pythonException;
    }

    /** Such as {@code DoesNotExist}. */
    public String pythonException() {
        return pythonException;
    }
}
