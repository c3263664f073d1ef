package io.github.pocstate.snapshot.postgres.internal.server;

import io.github.pocstate.Fault;
import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.snapshot.postgres.model.LockTimeoutException;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.spi.TlsTrouble;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** PostgreSQL's errors in the words of this library. */
public final class Failures {

    private static final String CONNECTION = "08";
    private static final String REJECTED = "08004";
    private static final String NOT_ALLOWED_IN = "28000";
    private static final String OPERATOR = "57P";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String OBJECT_IN_USE = "55006";
    private static final String NOT_ALLOWED = "42501";
    private static final String DISK_FULL = "53100";
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String NOT_UNIQUE = "23505";
    private static final String NO_SUCH_DATABASE = "3D000";

    private Failures() {}

    public static PocStateException of(String verb, PostgresAddress address, SQLException error) {
        String where = address.toString();
        SQLException server = ofServer(error);
        String state = server.getSQLState() == null ? "" : server.getSQLState();
        String said = String.valueOf(server.getMessage()).lines().findFirst().orElse("");
        Optional<Problem> encryption = encryption(address, server, state);
        if (encryption.isPresent()) {
            return new UnreachableException(encryption.get(), error);
        }
        boolean noConnection = error instanceof SQLTransientConnectionException;
        if (noConnection || state.startsWith(CONNECTION) || state.startsWith(OPERATOR)) {
            return new UnreachableException(
                    new Problem(
                            "PostgreSQL could not " + verb + ": " + said,
                            where,
                            "see that the server runs and admits the role, then call again"),
                    error);
        }
        Problem problem = new Problem("PostgreSQL could not " + verb + ": " + said, where, remedy(state));
        return isLockTimeout(error)
                ? new LockTimeoutException(problem, error)
                : new SnapshotException(Fault.LAB, problem, error);
    }

    /** A pool says that it has no connection, and its cause says why. */
    private static SQLException ofServer(SQLException error) {
        return error instanceof SQLTransientConnectionException && error.getCause() instanceof SQLException cause
                ? cause
                : error;
    }

    /** The driver speaks of the server's refusal, and of the name in a certificate, in words of its own only. */
    private static Optional<Problem> encryption(PostgresAddress address, SQLException error, String state) {
        String where = address.toString();
        String said = String.valueOf(error.getMessage());
        if (REJECTED.equals(state) && said.contains("SSL")) {
            return Optional.of(new Problem(
                    "PostgreSQL does not speak TLS at this port.",
                    where,
                    "set ssl = on in postgresql.conf, or leave sslmode out of NETBOX_DB_URL"));
        }
        if (NOT_ALLOWED_IN.equals(state) && said.contains("pg_hba.conf")) {
            return Optional.of(new Problem(
                    "PostgreSQL does not admit the role to a database: "
                            + said.lines().findFirst().orElse(""),
                    where,
                    "add a line to pg_hba.conf that admits it to all databases (host all ROLE …)"
                            + (said.contains("no encryption")
                                    ? ", or sslmode=verify-full to NETBOX_DB_URL if it is admitted with TLS only"
                                    : "")));
        }
        return new TlsTrouble("PostgreSQL", where, "set sslmode in NETBOX_DB_URL", address.trust()).in(error);
    }

    public static boolean isLockTimeout(SQLException error) {
        return LOCK_NOT_AVAILABLE.equals(error.getSQLState());
    }

    /** A database of that name was there, or another session was making it and is done. */
    static boolean isThereAlready(SQLException error) {
        return DUPLICATE_DATABASE.equals(error.getSQLState()) || NOT_UNIQUE.equals(error.getSQLState());
    }

    static boolean isMissingDatabase(SQLException error) {
        return NO_SUCH_DATABASE.equals(error.getSQLState());
    }

    private static String remedy(String state) {
        return switch (state) {
            case LOCK_NOT_AVAILABLE ->
                "a session holds a lock for too long: wait and call again, or restore by swap;"
                        + " nothing was changed";
            case OBJECT_IN_USE ->
                "a session did not end in time: end what it does, then call again; nothing was changed";
            case NOT_ALLOWED ->
                "ALTER ROLE … CREATEDB, ALTER DATABASE … OWNER TO, or connect as another role; nothing was changed";
            case DISK_FULL -> "make room on the server's disk, prune snapshots, then call again; nothing was changed";
            default -> "fix the cause that PostgreSQL reports, then call again; nothing was changed";
        };
    }
}
