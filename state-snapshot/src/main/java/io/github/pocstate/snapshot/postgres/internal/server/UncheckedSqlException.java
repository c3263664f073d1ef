package io.github.pocstate.snapshot.postgres.internal.server;

import java.sql.SQLException;

/** An SQL exception on its way through an interface that knows none. */
public final class UncheckedSqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException error;

    public UncheckedSqlException(SQLException error) {
        super(error);
        this.error = error;
    }

    public SQLException error() {
        return error;
    }
}
