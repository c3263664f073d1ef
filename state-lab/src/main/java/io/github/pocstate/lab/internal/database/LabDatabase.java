package io.github.pocstate.lab.internal.database;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.lab.internal.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * NetBox's database for the embedded lab: the schema of NetBox 4.7.3, what a fresh install of it holds, two tokens and
 * a topology.
 *
 * <pre>{@code
 * LabDatabase.create("jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres", Topology.of(601));
 * }</pre>
 *
 * <p>The search index and the change log are empty. This class is thread-safe.
 */
public final class LabDatabase {

    /** Name of the database. */
    public static final String NAME = "netbox";

    /** The role that owns it, a superuser. */
    public static final String USER = "netbox";

    /** Password of the role. */
    public static final String PASSWORD = "netbox";

    /** The API token that may write. */
    public static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

    /** The API token of the same user that may only read. */
    public static final String READONLY_TOKEN = "fedcba9876543210fedcba9876543210fedcba98";

    private static final String UNFINISHED = NAME + "_unfinished";
    private static final String PREPARED = NAME + "_prepared";

    /** From there on rows are better written before there are any indexes. */
    private static final int MOST_SERVERS_PREPARED = 10_000;

    private static final int FIRST_WITH_BUILTIN_LOCALE = 17;

    private static final String NO_CONNECTION = "08"; // classes and codes of SQL states
    private static final String NO_LOGIN = "28";
    private static final String NO_RIGHT = "42501";

    private final PGSimpleDataSource server;
    private final PGSimpleDataSource unfinished;

    /** Something done with a connection or a statement. */
    private interface Work<T> {
        void on(T target) throws SQLException, IOException;
    }

    private LabDatabase(String adminJdbcUrl) {
        server = dataSource(adminJdbcUrl);
        unfinished = dataSource(adminJdbcUrl);
        unfinished.setDatabaseName(UNFINISHED);
    }

    /**
     * Creates the role and the database. The database is made under another name and renamed when it is complete: there
     * is never half of one under its name, and what a killed call left is dropped by the next. A role of that name that
     * is there already gets the password and the rights.
     *
     * @param adminJdbcUrl any database of the server, as a superuser
     * @param topology what stands in the lab
     * @throws ConfigurationException if there is a database of that name already, or the URL is none
     * @throws RejectedException if PostgreSQL refuses, for lack of rights say
     * @throws UnreachableException if there is no connection to PostgreSQL
     */
    public static void create(String adminJdbcUrl, Topology topology) {
        new LabDatabase(adminJdbcUrl).create(topology);
    }

    /**
     * Makes a database with all tables and no servers, out of which the next {@link #create} on this server makes its own,
     * quicker than from nothing. Of two calls the second does nothing.
     *
     * @param adminJdbcUrl any database of the server, as a superuser
     */
    public static void prepare(String adminJdbcUrl) {
        LabDatabase database = new LabDatabase(adminJdbcUrl);
        database.alone(statement -> {
            if (!has(PREPARED, statement)) {
                makeRole(statement);
                makeDatabase(statement);
                database.fill(LabContents::withoutServers);
                rename(UNFINISHED, PREPARED, statement);
            }
        });
    }

    /**
     * What sets the tables of one version apart from those of another.
     *
     * @return letters and digits
     */
    public static String version() {
        return LabContents.version();
    }

    private static PGSimpleDataSource dataSource(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException e) { // it repeats the URL, which may hold a password
            throw new ConfigurationException(new Problem(
                    "The URL of the PostgreSQL server cannot be read.",
                    "the JDBC URL of the administrator",
                    "write it as jdbc:postgresql://host:port/database?user=name"));
        }
        return source;
    }

    private void create(Topology topology) {
        alone(statement -> {
            refuseIfPresent(statement);
            makeRole(statement);
            if (topology.servers() <= MOST_SERVERS_PREPARED && has(PREPARED, statement)) {
                drop(UNFINISHED, statement);
                rename(PREPARED, UNFINISHED, statement);
                fill(connection -> LabContents.addServers(topology, connection));
            } else {
                drop(PREPARED, statement);
                makeDatabase(statement);
                fill(connection -> LabContents.withServers(topology, connection));
            }
            rename(UNFINISHED, NAME, statement);
        });
    }

    /** Does something on the server, one call at a time. */
    private void alone(Work<Statement> work) {
        try (Connection admin = server.getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtext('" + UNFINISHED + "'))"); // until closed
            work.on(statement);
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) { // COPY hides what PostgreSQL says in one
            throw e.getCause() instanceof SQLException cause ? failed(cause) : new UncheckedIOException(e);
        }
    }

    private void refuseIfPresent(Statement statement) throws SQLException {
        if (has(NAME, statement)) {
            throw new ConfigurationException(new Problem(
                    "There is a database [" + NAME + "] already; it was left as it is.",
                    where(),
                    "drop it if nobody needs it, or use another PostgreSQL server"));
        }
    }

    private static void makeRole(Statement statement) throws SQLException {
        String verb = found("pg_roles WHERE rolname = '" + USER + "'", statement) ? "ALTER" : "CREATE";
        statement.execute(verb + " ROLE " + USER + " LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'");
    }

    /** The locale does not depend on the machine, so neither does sorting. */
    private static void makeDatabase(Statement statement) throws SQLException {
        int version = statement.getConnection().getMetaData().getDatabaseMajorVersion();
        String provider =
                version < FIRST_WITH_BUILTIN_LOCALE ? "" : " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'";
        drop(UNFINISHED, statement);
        statement.execute("CREATE DATABASE " + UNFINISHED + " OWNER " + USER
                + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'" + provider);
    }

    private static void drop(String database, Statement statement) throws SQLException {
        statement.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    private static void rename(String from, String to, Statement statement) throws SQLException {
        statement.execute("ALTER DATABASE " + from + " RENAME TO " + to);
    }

    private static boolean has(String database, Statement statement) throws SQLException {
        return found("pg_database WHERE datname = '" + database + "'", statement);
    }

    private static boolean found(String row, Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT FROM " + row)) {
            return rows.next();
        }
    }

    private void fill(Work<Connection> contents) throws SQLException, IOException {
        try (Connection connection = unfinished.getConnection(USER, PASSWORD)) {
            contents.on(connection);
        }
    }

    private RuntimeException failed(SQLException error) {
        String what = "The lab's database could not be made: " + error.getMessage();
        String state = String.valueOf(error.getSQLState());
        if (state.startsWith(NO_CONNECTION)) {
            return new UnreachableException(
                    new Problem(what, where(), "see whether PostgreSQL runs there and what its log says"), error);
        }
        String remedy = state.equals(NO_RIGHT) || state.startsWith(NO_LOGIN)
                ? "connect as a superuser, with the right password"
                : "use PostgreSQL 15 or later with ICU and ltree, with room on its disk; its log may say more";
        return new RejectedException(new Problem(what, where(), remedy), error);
    }

    private String where() {
        return "PostgreSQL " + server.getServerNames()[0] + ":" + server.getPortNumbers()[0];
    }
}
