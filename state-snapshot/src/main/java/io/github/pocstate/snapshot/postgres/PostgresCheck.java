package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.snapshot.postgres.internal.catalog.SnapshotCatalog;
import io.github.pocstate.snapshot.postgres.internal.rows.ConnectionTables;
import io.github.pocstate.snapshot.postgres.internal.server.AdvisoryLock;
import io.github.pocstate.snapshot.postgres.internal.server.Databases;
import io.github.pocstate.snapshot.postgres.internal.server.DiskRoom;
import io.github.pocstate.snapshot.postgres.internal.server.Failures;
import io.github.pocstate.snapshot.postgres.internal.server.LookingConnection;
import io.github.pocstate.snapshot.postgres.internal.server.Preflight;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.internal.server.SessionWatch;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.internal.server.UncheckedSqlException;
import io.github.pocstate.snapshot.postgres.internal.server.WriteMode;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.spi.DatabaseQuestions;
import io.github.pocstate.spi.Findings;
import io.github.pocstate.spi.SessionTrace;
import io.github.pocstate.spi.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at a PostgreSQL server, what a role may do on it, and the snapshots beside a database.
 *
 * <p>It has two sessions of its own, in which nothing can be written, and takes no lock. Each statement has a time limit. This
 * class is not thread-safe.
 *
 * @since 0.1
 */
public final class PostgresCheck implements AutoCloseable {

    private static final int OLDEST_MAJOR = 15;

    private static final String FOREIGN_TABLES =
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
                    + " AND NOT pg_has_role(current_user, c.relowner, 'USAGE')";

    private final Server server;
    private final Connection maintenance;
    private final Connection live;
    private final Clock clock;
    private final SnapshotCatalog catalog;

    private PostgresCheck(Server server, Connection maintenance, Connection live, Clock clock) {
        this.server = server;
        this.maintenance = maintenance;
        this.live = live;
        this.clock = clock;
        this.catalog = new SnapshotCatalog(server.settings().live());
    }

    /**
     * Connects.
     *
     * @param settings the live database and the maintenance database
     * @param clock our time
     * @return the check, to be closed by the caller
     * @throws io.github.pocstate.UnreachableException if PostgreSQL does not answer
     * @throws SnapshotException if it refuses the role, or there is no such database
     */
    public static PostgresCheck connect(PostgresSettings settings, Clock clock) {
        Server server = new Server(settings, () -> {
            throw new IllegalStateException("whoever looks writes nothing");
        });
        List<Connection> opened = new ArrayList<>();
        try {
            opened.add(LookingConnection.open(settings.address(), settings.live()));
            opened.add(LookingConnection.open(settings.address(), settings.maintenance()));
            return new PostgresCheck(server, opened.get(1), opened.get(0), clock);
        } catch (SQLException e) {
            opened.forEach(LookingConnection::close);
            server.close();
            throw Failures.of("connect", settings.address(), e);
        }
    }

    /**
     * Looks at the server: its version, its time.
     *
     * @param findings takes what is found
     */
    public void server(Findings findings) {
        guarded("version", findings, () -> {
            String version = Sql.one(maintenance, row -> row.getString(1), "SHOW server_version");
            int major = Sql.one(
                    maintenance,
                    row -> row.getInt(1) / 10_000,
                    "SELECT CAST(current_setting('server_version_num') AS int)");
            findings.passed("reachable", "answers");
            findings.add(
                    major >= OLDEST_MAJOR
                            ? Finding.passed("version", "PostgreSQL " + version)
                            : Finding.failed(
                                    "version",
                                    new Problem(
                                            "PostgreSQL " + version + " is too old for snapshots.",
                                            server.where(),
                                            "take PostgreSQL " + OLDEST_MAJOR
                                                    + " or later, or leave NETBOX_DB_URL empty")));
        });
        guarded("clock", findings, () -> {
            Instant asked = clock.instant();
            double theirs = Sql.one(
                    maintenance, row -> row.getDouble(1), "SELECT extract(epoch FROM clock_timestamp())::float8");
            Instant ours = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
            findings.add(Finding.clock(
                    "PostgreSQL",
                    Duration.between(ours, Instant.ofEpochMilli(Math.round(theirs * 1000))),
                    server.where()));
        });
    }

    /**
     * Looks at what the role may do.
     *
     * @param findings takes what is found
     */
    public void role(Findings findings) {
        Preflight preflight = new Preflight(server);
        guarded("may clone", findings, () -> {
            preflight.mayClone(maintenance);
            preflight.admitsToCopies();
            findings.passed("may clone", "the role may create databases and owns this one, or is a superuser");
        });
        guarded("may end sessions", findings, () -> {
            preflight.mayEndSessions(maintenance);
            findings.passed(
                    "may end sessions", "all that there are; no slot or prepared transaction holds the database");
        });
        guarded("may write rows", findings, () -> findings.add(writing()));
    }

    private Finding writing() throws SQLException {
        if (WriteMode.of(live) == WriteMode.REPLICA) {
            return Finding.passed("may write rows", "as a replica does, past all triggers (session_replication_role)");
        }
        long foreign = Sql.one(live, row -> row.getLong(1), FOREIGN_TABLES);
        return foreign == 0
                ? Finding.passed(
                        "may write rows",
                        "as the owner of the tables, switching off triggers one by one; session_replication_role would"
                                + " do without locks")
                : Finding.failed(
                        "may write rows",
                        new Problem(
                                "The role neither owns " + foreign + " tables nor may set session_replication_role.",
                                server.where(),
                                "GRANT SET ON PARAMETER session_replication_role TO the role, and all on the tables"));
    }

    /**
     * Looks for room on the disk, as far as it can be seen from here.
     *
     * @param findings takes what is found
     * @param host the server's host as we name it
     * @param clones how many clones are to be kept ready
     */
    public void room(Findings findings, String host, int clones) {
        guarded("disk room", findings, () -> {
            long size = Databases.size(maintenance, server.settings().live());
            Optional<String> directory = Sql.first(
                    maintenance,
                    row -> row.getString(1),
                    "SELECT setting FROM pg_settings WHERE name = 'data_directory'");
            findings.add(DiskRoom.finding(host, directory, size, catalog.bytes(maintenance), clones, server.where()));
        });
    }

    /**
     * Looks at the databases beside the live one that are ours.
     *
     * @param findings takes what is found
     */
    public void snapshots(Findings findings) {
        guarded("snapshots", findings, () -> {
            List<String> sealed = catalog.sealed(maintenance);
            List<Manifest> readable = catalog.snapshots(maintenance);
            findings.passed("snapshots", described(sealed.size(), readable));
            unfit(readable).ifPresent(findings::add);
            doubtful(sealed.size() - readable.size(), "of another version of this library", findings);
            doubtful(catalog.unsealed(maintenance), "left open: it admits sessions", findings);
            doubtful(catalog.unmarked(maintenance), "not marked as a template", findings);
        });
        guarded("leftovers", findings, () -> findings.add(leftovers()));
    }

    private static String described(int count, List<Manifest> readable) {
        if (count == 0) {
            return "none yet";
        }
        return count
                + (readable.isEmpty()
                        ? ""
                        : ", newest [" + readable.get(readable.size() - 1).id() + "]");
    }

    /** The first snapshot that another PostgreSQL made, or another collation sorted. */
    private Optional<Finding> unfit(List<Manifest> snapshots) throws SQLException {
        Preflight preflight = new Preflight(server);
        for (Manifest snapshot : snapshots) {
            try {
                preflight.fits(maintenance, snapshot);
            } catch (SnapshotException e) {
                return Optional.of(Finding.warning("snapshots", e.problem()));
            }
        }
        return Optional.empty();
    }

    private void doubtful(int count, String how, Findings findings) {
        if (count > 0) {
            findings.add(Finding.warning(
                    "snapshots",
                    new Problem(
                            count + " snapshots are " + how + ".",
                            server.where(),
                            "delete them with the version that made them, or use that version")));
        }
    }

    private void doubtful(List<String> databases, String how, Findings findings) {
        if (!databases.isEmpty()) {
            findings.add(Finding.warning(
                    "snapshots",
                    new Problem(
                            databases.size() + " of them " + (databases.size() == 1 ? "is " : "are ") + how + ".",
                            server.where() + ", first database [" + databases.get(0) + "]",
                            "ALTER DATABASE " + Quote.name(databases.get(0))
                                    + " ALLOW_CONNECTIONS false IS_TEMPLATE true")));
        }
    }

    private Finding leftovers() throws SQLException {
        List<String> left = new ArrayList<>();
        int busy = 0;
        for (String name : catalog.unfinished(maintenance)) {
            if (AdvisoryLock.isHeld(maintenance, name)) {
                busy++;
            } else {
                left.add(name);
            }
        }
        if (!left.isEmpty()) {
            return Finding.warning(
                    "leftovers",
                    new Problem(
                            left.size() + (left.size() == 1 ? " database of ours was" : " databases of ours were")
                                    + " left unfinished by a process that was ended.",
                            server.where() + ", first database [" + left.get(0) + "]",
                            "nothing: the next restore or save that uses snapshots drops what is left"));
        }
        int clones = catalog.spares(maintenance).size();
        int retired = catalog.retired(maintenance).size();
        return Finding.passed(
                "leftovers",
                "none; " + clones + " ready clones, " + retired + " swapped out and kept for undo"
                        + (busy == 0 ? "" : ", " + busy + " being made just now"));
    }

    /**
     * Lets somebody look at the tables of the live database, all at one moment.
     *
     * @param look looks
     * @param findings takes what goes wrong
     */
    public void tables(Consumer<Tables> look, Findings findings) {
        guarded("tables", findings, () -> look.accept(new ConnectionTables(live)));
    }

    /**
     * Watches what the application's sessions do while it answers requests; ends none.
     *
     * @param application sends the requests, and judges
     * @param findings takes what is found
     */
    public void sessions(DatabaseQuestions application, Findings findings) {
        guarded("sessions", findings, () -> {
            SessionWatch watch = new SessionWatch(maintenance, server.settings().live());
            List<SessionTrace> seen = watch.during(application);
            if (seen.isEmpty() && watch.isBlind()) {
                findings.add(Finding.skipped(
                        "ended sessions",
                        "the role may not see what other sessions do",
                        "GRANT pg_read_all_stats TO the role"));
            } else {
                application.judge(seen, findings);
            }
        });
    }

    /** Something that asks PostgreSQL. */
    @FunctionalInterface
    private interface Look {
        void run() throws SQLException;
    }

    private void guarded(String check, Findings findings, Look look) {
        try {
            look.run();
        } catch (SQLException e) {
            findings.failed(check, Failures.of("tell", server.settings().address(), e));
        } catch (UncheckedSqlException e) {
            findings.failed(check, Failures.of("tell", server.settings().address(), e.error()));
        } catch (PocStateException e) {
            findings.failed(check, e);
        }
    }

    @Override
    public void close() {
        LookingConnection.close(live);
        LookingConnection.close(maintenance);
        server.close();
    }
}
