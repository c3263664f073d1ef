package io.github.pocstate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.lab.internal.service.LabPorts;
import io.github.pocstate.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Labs in a directory in which one was before. */
@Timeout(300)
class KeptLabIT {

    private static final int SERVERS = 3;

    @TempDir
    static Path parent;

    private static Path directory;

    @BeforeAll
    static void make() {
        directory = parent.resolve("lab");
        lab().port(FreePort.firstOf(3)).start().close(); // the later ones take them again
    }

    private static EmbeddedLab.Builder lab() {
        return EmbeddedLab.builder().servers(SERVERS).directory(directory);
    }

    private static EmbeddedLab start() {
        return lab().start();
    }

    @Test
    void dataAndPortsStay() throws Exception {
        LabPorts ports;
        try (EmbeddedLab lab = start()) {
            ports = lab.ports();
            LabQuestions.execute(lab, "CREATE TABLE kept ()");
        }
        assertThat(Processes.leftOver(directory)).isEmpty();

        try (EmbeddedLab lab = start()) {
            LabQuestions.execute(lab, "DROP TABLE kept");
            assertThat(lab.ports()).isEqualTo(ports);
        }
    }

    @Test
    void otherServersThanThoseInTheDirectoryAreRefused() throws IOException {
        assertThatThrownBy(() -> lab().servers(4).start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        The lab there has 3 servers, not 4.
                          where: %s
                          do:    ask for 3, or delete it first (poc-state lab down --delete), or take another directory""".formatted(directory.toRealPath()));
    }

    @Test
    void aSecondLabAtTheSameTimeIsRefusedAndTheFirstLivesOn() {
        try (EmbeddedLab lab = start()) {
            assertThatThrownBy(KeptLabIT::start)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("A lab runs in this directory already.");
            assertThat(LabQuestions.servers(lab)).isEqualTo(SERVERS);
        }
    }

    @Test
    void aTakenPortIsToldAndNothingIsLeft() throws IOException {
        int base;
        try (EmbeddedLab lab = start()) {
            base = lab.ports().netBox();
        }
        try (ServerSocket taken = new ServerSocket(base + 2, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> lab().port(base).start())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("Port " + taken.getLocalPort() + " (Redis) is taken.");
        }
        assertThat(Processes.leftOver(directory)).isEmpty();
        lab().port(base).start().close();
    }

    @Test
    void aStartThatFailsMidwayLeavesNothingRunning() throws IOException {
        Path settings = directory.resolve("postgresql/postgresql.auto.conf");
        Files.writeString(settings, "no_such_setting = 1\n");
        try {
            assertThatThrownBy(KeptLabIT::start)
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageStartingWith("PostgreSQL did not start: it ended at once.")
                    .hasMessageContaining("no_such_setting")
                    .hasMessageContaining(
                            directory.toRealPath().resolve("log/postgresql.log").toString());
        } finally {
            Files.writeString(settings, "");
        }
        assertThat(Processes.leftOver(directory)).isEmpty();
        start().close();
    }
}
