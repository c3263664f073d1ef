package io.github.pocstate.snapshot.postgres;

import java.sql.SQLException;

/** An SQL exception on its way through an interface that knows none. */
final class UncheckedSqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException error;

    UncheckedSqlException(SQLException error) {
        super(error);
        this.error = error;
    }

    SQLException error() {
        return error;
    }
}
