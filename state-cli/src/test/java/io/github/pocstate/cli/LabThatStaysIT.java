package io.github.pocstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pocstate.cli.InProcess.Outcome;
import io.github.pocstate.lab.Processes;
import io.github.pocstate.lab.internal.service.Await;
import io.github.pocstate.lab.internal.service.PostgresService;
import io.github.pocstate.lab.internal.service.RedisService;
import io.github.pocstate.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a lab that stays: stopped, started again, killed, broken. */
@Timeout(300)
class LabThatStaysIT {

    @TempDir
    static Path parent;

    private static Path directory;
    private static LabCommands lab;
    private static int port;
    private Outcome firstUp;

    @BeforeAll
    static void choose() throws IOException {
        directory = parent.toRealPath().resolve("lab");
        lab = new LabCommands(directory);
        port = FreePort.firstOf(3);
    }

    @BeforeEach
    void start() {
        firstUp = lab.run("up", "--servers=2", "--port=" + port);
        assertThat(firstUp.exitCode()).as(firstUp.everything()).isZero();
    }

    @AfterEach
    void stop() {
        lab.run("down");
        assertThat(Processes.leftOver(directory)).isEmpty();
    }

    @AfterAll
    static void remove() {
        lab.remove();
    }

    @Test
    void downEndsAllProcessesAndKeepsTheDataForTheNextUp() {
        Outcome down = lab.run("down");

        assertThat(down.exitCode()).isZero();
        assertThat(down.err()).isEqualToNormalizingNewlines("lab: stopped\nlab: its data stay in " + directory + "\n");
        assertThat(Processes.leftOver(directory)).isEmpty();
        Outcome status = lab.run("status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out()).startsWith("The lab in " + directory + " does not run; 2 servers, ");
        Outcome again = lab.run("up");
        assertThat(again.exitCode()).as(again.everything()).isZero();
        assertThat(again.out()).isEqualTo(firstUp.out());
        assertThat(again.err()).doesNotContain("making the database");
    }

    @Test
    void itsPostgreSqlIsDurableWhenThatIsAskedFor() throws IOException, SQLException {
        assertThat(settingOfPostgres("fsync")).isEqualTo("off");
        lab.run("down");

        Outcome up = lab.run("up", "--durable");

        assertThat(up.exitCode()).as(up.everything()).isZero();
        assertThat(settingOfPostgres("fsync")).isEqualTo("on");
        assertThat(settingOfPostgres("synchronous_commit")).isEqualTo("on");
        assertThat(settingOfPostgres("full_page_writes")).isEqualTo("on");
        assertThat(settingOfPostgres("wal_level")).isEqualTo("replica");
    }

    private static String settingOfPostgres(String name) throws IOException, SQLException {
        String server = PostgresService.adminUrl(
                lab.status().path("ports").path("postgres").asInt());
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("SHOW " + name)) {
            value.next();
            return value.getString(1);
        }
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed() throws IOException {
        JsonNode ports = lab.status().path("ports");
        lab.kill("redis");
        assertThat(Await.until(() -> !RedisService.answers(ports.path("redis").asInt()), Duration.ofSeconds(60)))
                .isTrue();

        Outcome status = lab.run("status");
        Outcome up = lab.run("up");

        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out()).containsPattern("Redis .* does not answer");
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.out()).isEmpty();
        assertThat(up.err()).startsWith("error: The lab runs, but ").contains("Redis did not answer");
    }

    @Test
    void whatAKilledLabLeftIsEndedByDown() throws IOException {
        lab.kill("lab");
        assertThat(Processes.about(directory)).isNotEmpty();
        assertThat(lab.run("status").exitCode()).isEqualTo(1);

        Outcome down = lab.run("down");

        assertThat(down.exitCode()).isZero();
        assertThat(down.err()).contains("lab: ended what a killed lab had left running");
        assertThat(Processes.leftOver(directory)).isEmpty();
    }

    @Test
    void afterAKilledLabUpStartsAnewOnItsData() throws IOException {
        lab.kill("lab");

        Outcome up = lab.run("up");

        assertThat(up.exitCode()).as(up.everything()).isZero();
        assertThat(up.out()).isEqualTo(firstUp.out());
        assertThat(up.err())
                .contains("lab: ended what a killed lab had left running")
                .doesNotContain("making the database");
        assertThat(lab.run("status").exitCode()).isZero();
    }

    @Test
    void aStartThatFailsIsToldByUp() throws IOException {
        lab.run("down");
        Path settings = directory.resolve("postgresql/postgresql.auto.conf");
        Files.writeString(settings, "no_such_setting = 1\n");

        Outcome up = lab.run("up");

        Files.writeString(settings, "");
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.out()).isEmpty();
        assertThat(up.err())
                .contains("error: PostgreSQL did not start: it ended at once.", "no_such_setting", "  do:    ");
        assertThat(Processes.leftOver(directory)).isEmpty();
    }
}
