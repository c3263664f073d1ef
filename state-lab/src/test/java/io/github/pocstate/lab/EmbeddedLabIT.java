package io.github.pocstate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.lab.internal.service.LabPorts;
import io.github.pocstate.lab.internal.service.NetBoxProbe;
import io.github.pocstate.lab.internal.service.RedisService;
import io.github.pocstate.testkit.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Labs of a few servers, started in this process. */
@Timeout(300)
class EmbeddedLabIT {

    private static final int SERVERS = 3;
    private static final String OFFLINE = "SELECT count(*) FROM dcim_device WHERE status = 'offline'";

    @TempDir
    Path parent;

    private static EmbeddedLab.Builder small() {
        return EmbeddedLab.builder().servers(SERVERS);
    }

    @Test
    void aTemporaryLabAnswersAndLeavesNothing() throws Exception {
        Path directory;
        LabPorts ports;
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        try (EmbeddedLab lab =
                small().port(FreePort.firstOf(3)).steps(steps::add).start()) {
            directory = lab.directory();
            ports = lab.ports();
            assertThat(LabQuestions.servers(lab)).isEqualTo(SERVERS);
            assertThat(Processes.about(directory)).hasSizeGreaterThanOrEqualTo(2);
            assertThat(lab.embeddedNetBox()).isPresent();
            assertThat(lab.environment())
                    .containsEntry("NETBOX_URL", "http://127.0.0.1:" + ports.netBox())
                    .containsEntry("REDIS_HOST", "127.0.0.1")
                    .containsEntry("REDIS_PORT", String.valueOf(ports.redis()))
                    .containsKeys("NETBOX_TOKEN", "NETBOX_READONLY_TOKEN")
                    .containsEntry(
                            "NETBOX_DB_URL", "postgresql://netbox:netbox@127.0.0.1:" + ports.postgres() + "/netbox")
                    .containsEntry("NETBOX_CACHE_URL", "redis://127.0.0.1:" + ports.redis() + "/2");
            assertThat(NetBoxProbe.answers(
                            URI.create(lab.environment().get("NETBOX_URL")),
                            lab.environment().get("NETBOX_READONLY_TOKEN")))
                    .isTrue();
            lab.close(); // a second call does nothing
        }
        assertThat(steps).contains("making the database of 3 servers");
        assertThat(directory).doesNotExist();
        assertThat(Processes.leftOver(directory)).isEmpty();
        assertThat(RedisService.answers(ports.redis())).isFalse();
    }

    @Test
    void resetMakesItAsItWasAndLeavesOtherDatabasesAlone() throws Exception {
        try (EmbeddedLab lab = small().start()) {
            LabPorts ports = lab.ports();
            LabQuestions.execute(lab, "UPDATE dcim_device SET status = 'active'");
            LabQuestions.execute(lab, "CREATE DATABASE kept");
            assertThat(LabQuestions.number(lab, OFFLINE)).isZero();

            lab.reset();

            assertThat(LabQuestions.number(lab, OFFLINE)).isEqualTo(SERVERS);
            assertThat(LabQuestions.servers(lab)).isEqualTo(SERVERS);
            assertThat(lab.ports()).isEqualTo(ports);
            assertThat(LabQuestions.number(lab, "SELECT count(*) FROM pg_database WHERE datname = 'kept'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void twoLabsLiveSideBySide() {
        try (EmbeddedLab one = small().start();
                EmbeddedLab other = EmbeddedLab.builder().servers(1).start()) {
            assertThat(LabQuestions.servers(one)).isEqualTo(SERVERS);
            assertThat(LabQuestions.servers(other)).isEqualTo(1);
        }
    }

    @Test
    void aLabThatWasNeverCompleteIsMadeAnew() throws IOException {
        Path directory = parent.resolve("lab");
        LabDirectory.at(directory).create();
        Files.createDirectories(directory.resolve("postgresql/base"));
        Files.writeString(directory.resolve("postgresql/postgresql.conf"), "half of it");

        try (EmbeddedLab lab = small().directory(directory).start()) {
            assertThat(LabQuestions.servers(lab)).isEqualTo(SERVERS);
        }
    }

    @Test
    void aPythonThatIsNoneIsToldBeforeAnythingStarts() {
        Path directory = parent.resolve("lab");

        assertThatThrownBy(() -> small().directory(directory)
                        .netBox(NetBoxKind.REAL)
                        .venv(parent.resolve("venv"))
                        .python("no-such-python")
                        .start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("[no-such-python] is no Python that NetBox runs on.");
        assertThat(directory.resolve("postgresql")).doesNotExist();
        assertThat(Processes.leftOver(directory)).isEmpty();
    }

    @Test
    void anImpossibleNumberOfServersIsRefused() {
        assertThatThrownBy(() -> EmbeddedLab.builder().servers(0).start()).isInstanceOf(IllegalArgumentException.class);
    }
}
