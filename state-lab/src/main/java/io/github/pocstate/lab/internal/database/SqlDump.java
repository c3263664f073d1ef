package io.github.pocstate.lab.internal.database;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPInputStream;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * A dump in pg_dump's plain format, replayed over JDBC; it is held in memory.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param name what errors call it
 * @param text its statements, and the rows that follow a {@code COPY … FROM stdin}
 */
record SqlDump(String name, String text) {

    /** Reads a gzipped dump that lies beside this class. */
    static SqlDump ofResource(String name) {
        try (InputStream packed = requireNonNull(SqlDump.class.getResourceAsStream(name), name);
                InputStream plain = new GZIPInputStream(packed)) {
            return new SqlDump(name, new String(plain.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /**
     * Carries out every statement; whether in one transaction is up to the connection.
     *
     * @throws RejectedException if PostgreSQL refuses a statement; the error names its line
     */
    void replay(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            SqlScript script = new SqlScript(text);
            while (script.advance()) {
                carryOut(script, statement);
            }
        }
    }

    private void carryOut(SqlScript script, Statement statement) {
        try {
            if (script.isCopyFromStdin()) {
                new CopyManager(statement.getConnection().unwrap(BaseConnection.class))
                        .copyIn(script.sql(), script.takeRows());
            } else {
                statement.execute(script.sql());
            }
        } catch (SQLException | IOException e) {
            throw refused(script, e);
        }
    }

    private RejectedException refused(SqlScript script, Exception error) {
        String firstLine = script.sql().lines().findFirst().orElse("");
        return new RejectedException(
                new Problem(
                        "PostgreSQL refused a statement of a dump: " + error.getMessage(),
                        name + ", line " + script.line() + " [" + firstLine + "]",
                        "replay it into an empty database of PostgreSQL 15 or later, as a superuser"),
                error);
    }
}
