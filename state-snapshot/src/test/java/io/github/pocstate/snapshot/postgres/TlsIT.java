package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Trust;
import io.github.pocstate.snapshot.postgres.internal.server.Calls;
import io.github.pocstate.snapshot.postgres.internal.server.Failures;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.github.pocstate.testkit.Certificates;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL with {@code ssl = on}, its certificate believed or not. */
class TlsIT {

    @TempDir
    static Path directory;

    private static Certificates certificate;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        certificate = Certificates.make(directory, "postgres", "dns:localhost", "-1d", 30);
        postgres = TestServer.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.pem().toString())
                .setServerConfig("ssl_key_file", certificate.key().toString())
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static Trust trust(Path file) {
        return PocConfig.builder()
                .netBox(URI.create("http://127.0.0.1:1"), Secret.of("token"))
                .trust(file)
                .build()
                .trust();
    }

    private static PostgresAddress address(String host, String parameters) {
        return PostgresAddress.parse(
                "jdbc:postgresql://" + host + ":" + postgres.getPort() + "/postgres?user=postgres&" + parameters);
    }

    private static boolean encrypted(PostgresAddress address) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url("postgres"), address.properties())) {
            return Sql.yes(connection, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
        }
    }

    /** As {@link Calls} tells it. */
    private static Problem problem(PostgresAddress address) {
        Problem[] seen = new Problem[1];
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> encrypted(address))
                .satisfies(e -> {
                    var told = Failures.of("list the snapshots", address, e);
                    assertThat(told).isInstanceOf(UnreachableException.class);
                    seen[0] = told.problem();
                });
        return seen[0];
    }

    @Test
    void theAddressSaysWhetherItIsEncrypted() throws SQLException {
        assertThat(encrypted(address("localhost", "sslmode=disable"))).isFalse();
        assertThat(encrypted(address("localhost", "sslmode=require"))).isTrue();
    }

    @Test
    void theFileOfTheLabIsBelieved() throws SQLException {
        PostgresAddress address = address("localhost", "sslmode=verify-full").trusting(trust(certificate.pem()));
        assertThat(encrypted(address)).isTrue();
        assertThat(encrypted(address.onLoopbackOnly())).isTrue();
    }

    @Test
    void theFileOfTheAddressWins() throws SQLException {
        Path other = Certificates.forLocalhost(directory, "other").pem();
        assertThat(encrypted(address("localhost", "sslmode=verify-full&sslrootcert=" + certificate.pem())
                        .trusting(trust(other))))
                .isTrue();
    }

    @Test
    void anUnknownAuthorityIsExplained() {
        Path other = Certificates.forLocalhost(directory, "unknown").pem();
        for (Trust trust : new Trust[] {Trust.SYSTEM, trust(other)}) {
            Problem problem = problem(address("localhost", "sslmode=verify-ca").trusting(trust));
            assertThat(problem.what())
                    .startsWith("The certificate of PostgreSQL is of an authority that is not trusted here");
            assertThat(problem.remedy()).contains("POC_STATE_CA_FILE");
        }
    }

    @Test
    void anotherHostNameIsExplained() {
        assertThat(problem(address("127.0.0.1", "sslmode=verify-full").trusting(trust(certificate.pem())))
                        .what())
                .isEqualTo("The certificate of PostgreSQL is for another host.");
    }

    @Test
    void aServerWithoutTlsIsExplained() throws IOException {
        try (EmbeddedPostgres plain = TestServer.builder().start()) {
            Problem problem = problem(PostgresAddress.parse(
                    "jdbc:postgresql://localhost:" + plain.getPort() + "/postgres?user=postgres&sslmode=require"));
            assertThat(problem.what()).isEqualTo("PostgreSQL does not speak TLS at this port.");
        }
    }
}
