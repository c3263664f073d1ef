package io.github.pocstate.lab.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.RejectedException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.lab.internal.topology.Topology;
import io.github.pocstate.testkit.FreePort;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServer.Resolver.class)
class LabDatabaseErrorsIT {
    private static final Topology TOPOLOGY = Topology.of(1);

    private final EmbeddedServer server;

    LabDatabaseErrorsIT(EmbeddedServer server) {
        this.server = server;
    }

    @Test
    void aDatabaseOfThatNameIsLeftAsItIs() throws SQLException {
        server.run("postgres", "CREATE DATABASE netbox");
        try {
            server.run("netbox", "CREATE TABLE precious ()");
            assertThatThrownBy(() -> LabDatabase.create(server.adminUrl(), TOPOLOGY))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("""
                            There is a database [netbox] already; it was left as it is.
                              where: PostgreSQL localhost:%d
                              do:    drop it if nobody needs it, or use another PostgreSQL server""".formatted(server.port()));
            assertThat(server.texts("netbox", "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                    .containsExactly("precious");
            assertThat(server.texts("postgres", "SELECT rolname FROM pg_roles WHERE rolname = 'netbox'"))
                    .isEmpty();
        } finally {
            server.run("postgres", "DROP DATABASE netbox");
        }
    }

    @Test
    void ofTwoCallsAtOnceOneMakesItAndTheOtherIsTold() throws Exception {
        Callable<Boolean> call = () -> {
            try {
                LabDatabase.create(server.adminUrl(), TOPOLOGY);
                return true;
            } catch (ConfigurationException exists) {
                return false;
            }
        };
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            assertThat(two.invokeAll(List.of(call, call))).map(Future::get).containsExactlyInAnyOrder(true, false);
            assertThat(server.texts("netbox", "SELECT name FROM dcim_device WHERE role_id = 1"))
                    .containsExactly("srv-dc-north-0001");
        } finally {
            two.shutdownNow();
            server.run("postgres", "DROP DATABASE IF EXISTS netbox", "DROP ROLE IF EXISTS netbox");
        }
    }

    @Test
    void aUserWithoutRightsIsTold() throws SQLException {
        server.run("postgres", "CREATE ROLE nobody LOGIN");
        try {
            assertThatThrownBy(() -> LabDatabase.create(server.url("nobody", "postgres"), TOPOLOGY))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("permission denied to create role")
                    .hasMessageContaining("where: PostgreSQL localhost:" + server.port())
                    .hasMessageContaining("do:    connect as a superuser");
        } finally {
            server.run("postgres", "DROP ROLE nobody");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        int port = FreePort.next();
        assertThatThrownBy(() -> LabDatabase.create(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&password=secret", TOPOLOGY))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("where: PostgreSQL 127.0.0.1:" + port)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aUrlThatIsNoneIsNotRepeated() {
        assertThatThrownBy(() -> LabDatabase.create("jdbc:mysql://root:secret@127.0.0.1/", TOPOLOGY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("jdbc:postgresql://")
                .hasMessageNotContaining("secret");
    }
}
