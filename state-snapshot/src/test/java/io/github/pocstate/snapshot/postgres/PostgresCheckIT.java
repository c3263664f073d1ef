package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.pocstate.SnapshotException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.doctor.Outcome;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.server.AdvisoryLock;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName.Kind;
import io.github.pocstate.snapshot.postgres.internal.server.LookingConnection;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.internal.server.UncheckedSqlException;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.github.pocstate.spi.DatabaseQuestions;
import io.github.pocstate.spi.Findings;
import io.github.pocstate.spi.SessionTrace;
import io.github.pocstate.spi.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestServer.Resolver.class)
class PostgresCheckIT {

    private final TestServer server;
    private String database = "";

    PostgresCheckIT(TestServer server) {
        this.server = server;
    }

    @BeforeEach
    void make() throws SQLException {
        database = server.newDatabase();
    }

    private PostgresCheck check(String user) {
        return PostgresCheck.connect(
                PostgresSettings.of(PostgresAddress.parse(server.url(user, database))), Clock.systemUTC());
    }

    private List<Finding> examine(String user) {
        Findings findings = new Findings();
        try (PostgresCheck check = check(user)) {
            check.server(findings);
            check.role(findings);
            check.room(findings, "localhost", 0);
            check.snapshots(findings);
        }
        return findings.list();
    }

    private static Finding find(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private String leftover() throws SQLException {
        SnapshotId id = new SnapshotId("left", Instant.now().truncatedTo(ChronoUnit.SECONDS));
        String name = DatabaseName.fresh(database, Kind.SPARE, id).toString();
        server.run("postgres", "CREATE DATABASE \"" + name + "\"");
        return name;
    }

    @Test
    void aServerThatHasAllItTakesPasses() {
        assertThat(examine("postgres")).extracting(Finding::outcome).containsOnly(Outcome.PASSED);
    }

    @Test
    void snapshotsAreCountedAndTheNewestIsNamed() {
        try (PostgresSnapshots snapshots = server.snapshots(database)) {
            snapshots.save("first", tables -> Contents.NONE, SessionsMay.BE_ENDED);
        }

        List<Finding> findings = examine("postgres");

        assertThat(find(findings, "snapshots").what()).startsWith("1, newest [first");
        assertThat(findings).extracting(Finding::outcome).containsOnly(Outcome.PASSED);
    }

    @Test
    void aSnapshotWithAnOpenDoorIsAWarningWithTheStatementThatClosesIt() throws SQLException {
        try (PostgresSnapshots snapshots = server.snapshots(database)) {
            snapshots.save("open", tables -> Contents.NONE, SessionsMay.BE_ENDED);
        }
        String name = server
                .texts(
                        "postgres",
                        "SELECT datname FROM pg_database WHERE datname LIKE '%.s.open%' AND"
                                + " datistemplate AND starts_with(datname, left('" + database + "', 10))")
                .stream()
                .reduce((first, last) -> last)
                .orElseThrow();
        server.run("postgres", "ALTER DATABASE \"" + name + "\" ALLOW_CONNECTIONS true IS_TEMPLATE false");

        List<Finding> warnings = examine("postgres").stream()
                .filter(finding -> finding.outcome() == Outcome.WARNING)
                .toList();

        assertThat(warnings)
                .extracting(Finding::what)
                .containsExactly(
                        "1 of them is left open: it admits sessions.", "1 of them is not marked as a template.");
        server.run("postgres", warnings.get(0).remedy().orElseThrow());
        assertThat(examine("postgres")).extracting(Finding::outcome).containsOnly(Outcome.PASSED);
    }

    @Test
    void whatAKilledProcessLeftIsAWarningUnlessSomebodyStillWorksOnIt() throws SQLException {
        String name = leftover();
        assertThat(find(examine("postgres"), "leftovers"))
                .satisfies(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.WARNING))
                .satisfies(finding -> assertThat(finding.where().orElseThrow()).contains(name));

        try (Server busy = new Server(
                        PostgresSettings.of(PostgresAddress.parse(server.url("postgres", database))), () -> {});
                AdvisoryLock building =
                        AdvisoryLock.take(busy, name, busy.settings().exclusiveTimeout())) {
            assertThat(find(examine("postgres"), "leftovers").what()).endsWith("1 being made just now");
        }
        server.run("postgres", "DROP DATABASE \"" + name + "\"");
    }

    @Test
    void aRoleWithoutCreatedbFailsWithWhatItNeeds() throws SQLException {
        String role = server.newName("weak");
        server.run("postgres", "CREATE ROLE " + role + " LOGIN");

        List<Finding> findings = examine(role);

        assertThat(find(findings, "may clone"))
                .satisfies(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.FAILED))
                .satisfies(finding -> assertThat(finding.remedy().orElseThrow()).startsWith("ALTER ROLE … CREATEDB"));
        assertThat(find(findings, "may write rows").what()).startsWith("The role neither owns");
        assertThat(find(findings, "disk room").outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void nothingCanBeWrittenInItsSessions() throws SQLException {
        PostgresAddress address = PostgresAddress.parse(server.url("postgres", database));
        try (Connection connection = LookingConnection.open(address, database)) {
            SQLException refused = catchThrowableOfType(
                    SQLException.class, () -> Sql.run(connection, "CREATE TABLE written (id int)"));
            assertThat(refused.getSQLState()).isEqualTo("25006");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsToldAtOnce() {
        PostgresSettings nowhere =
                PostgresSettings.of(PostgresAddress.parse("jdbc:postgresql://127.0.0.1:1/netbox?user=x"));

        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> PostgresCheck.connect(nowhere, Clock.systemUTC()));
    }

    @Test
    void aDatabaseThatIsNotThereIsTold() {
        database = "not_there";

        assertThatExceptionOfType(SnapshotException.class).isThrownBy(() -> check("postgres"));
    }

    /** An application with one session that it keeps, and asks as Django does. */
    private static final class Asking implements DatabaseQuestions {

        private final Connection session;
        private final String[] statements;
        private final List<SessionTrace> seen = new ArrayList<>();

        Asking(Connection session, String... statements) {
            this.session = session;
            this.statements = statements;
        }

        @Override
        public String application() {
            return "Asking";
        }

        @Override
        public void read(Tables tables, Findings findings) {}

        @Override
        public synchronized void use() {
            try {
                for (int request = 0; request < 50; request++) {
                    for (String statement : statements) {
                        Sql.run(session, statement);
                    }
                }
            } catch (SQLException e) {
                throw new UncheckedSqlException(e);
            }
        }

        @Override
        public void judge(List<SessionTrace> sessions, Findings findings) {
            seen.addAll(sessions);
        }

        @Override
        public void close() {}
    }

    @Test
    void sessionsOfTheApplicationAreSeenWithWhatTheyDidAndNoneIsEnded() throws SQLException {
        try (Connection session = server.connect(database);
                PostgresCheck check = check("postgres")) {
            Asking application = new Asking(session, "SELECT 1", "SELECT pg_sleep(0.002)");
            check.sessions(application, new Findings());

            assertThat(application.seen).hasSize(1);
            assertThat(application.seen.get(0).kept()).isTrue();
            assertThat(application.seen.get(0).statements()).contains("SELECT pg_sleep(0.002)");
            assertThat(Set.of("SELECT 1", "SELECT pg_sleep(0.002)"))
                    .containsAll(application.seen.get(0).statements());
            assertThat(session.isValid(30)).isTrue();
        }
    }
}
