package io.github.pocstate.cli.bench;

import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.config.Secret;
import java.net.URI;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The lab's database as the recipes of today treat it: dropped and made again. Not thread-safe. */
final class RecipeDatabase {

    private static final String MAINTENANCE = "postgres";
    private static final int ATTEMPTS = 5;
    private static final int QUIET_LOOKS = 3;
    private static final int LOOK_EVERY_MILLIS = 100;
    private static final int PATIENCE_LOOKS = 1200;

    private final DatabaseSettings settings;
    private final String live;
    private final String golden;
    private final Jdbi server;

    RecipeDatabase(DatabaseSettings settings) {
        this.settings = settings;
        this.live = settings.address().getPath().substring(1);
        this.golden = live + ".bench.golden";
        this.server = open(MAINTENANCE);
    }

    private Jdbi open(String database) {
        URI address = settings.address();
        String parameters = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return Jdbi.create(
                "jdbc:postgresql://" + address.getAuthority() + "/" + database + parameters,
                settings.user().orElse(System.getProperty("user.name")),
                settings.password().map(Secret::reveal).orElse(""));
    }

    /** The live database. */
    Jdbi live() {
        return open(live);
    }

    String liveName() {
        return live;
    }

    /** The version of the server, such as {@code 18.6}. */
    String version() {
        return text("SELECT split_part(current_setting('server_version'), ' ', 1)");
    }

    /** Refuses a database with grants or settings of its own, which a database made again would not have. */
    void requirePlain() {
        String own = text(
                "SELECT (datacl IS NOT NULL OR EXISTS (SELECT FROM pg_db_role_setting s WHERE s.setdatabase = d.oid))"
                        + "::text FROM pg_database d WHERE datname = ?",
                live);
        if (Boolean.parseBoolean(own)) {
            throw new IllegalStateException("Database [" + live + "] has grants or settings of its own, which"
                    + " drop and create would lose; take a lab without them. Nothing was changed.");
        }
    }

    /** Keeps the live database as the template of {@link #replaceByGolden}; ends its sessions, and those that come in between. */
    void makeGolden() {
        dropGolden();
        int attempts = 0;
        boolean made = false;
        while (!made) {
            attempts++;
            run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + live.replace("'", "''")
                    + "'");
            made = isGoldenMade(attempts < ATTEMPTS);
        }
    }

    private boolean isGoldenMade(boolean mayFail) {
        try {
            run("CREATE DATABASE " + quoted(golden) + " TEMPLATE " + quoted(live));
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (mayFail) {
                return false;
            }
            throw e;
        }
    }

    void dropGolden() {
        run("DROP DATABASE IF EXISTS " + quoted(golden) + " WITH (FORCE)");
    }

    /** Ends all sessions, drops the live database and clones the golden one. */
    void replaceByGolden() {
        replaceBy(golden);
    }

    /** Ends all sessions, drops the live database and makes an empty one. */
    void replaceByEmpty() {
        replaceBy("template0");
    }

    private void replaceBy(String template) {
        String owner = text("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = ?", live);
        run("DROP DATABASE " + quoted(live) + " WITH (FORCE)");
        run("CREATE DATABASE " + quoted(live) + " TEMPLATE " + quoted(template) + " OWNER " + quoted(owner));
    }

    /** Waits until nobody makes or drops a database in the background any more. */
    void awaitQuiet() throws InterruptedException {
        int quiet = 0;
        for (int look = 0; quiet < QUIET_LOOKS; look++) {
            if (look > PATIENCE_LOOKS) {
                throw new IllegalStateException("PostgreSQL at " + settings.address() + " does not come to rest");
            }
            String busy = text("SELECT count(*)::text FROM pg_stat_activity WHERE state = 'active'"
                    + " AND pid <> pg_backend_pid() AND query ~* '^\\s*(create|drop)\\s+database'");
            quiet = busy.equals("0") ? quiet + 1 : 0;
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private String text(String query, Object... values) {
        return server.withHandle(
                handle -> handle.select(query, values).mapTo(String.class).one());
    }

    private void run(String statement) {
        server.useHandle(handle -> handle.execute(statement));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
