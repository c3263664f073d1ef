package io.github.pocstate.snapshot.postgres.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is in the way of a copy. */
@ExtendWith(TestServer.Resolver.class)
class DatabasesIT {

    private final TestServer server;
    private final String template;
    private final String copy;

    DatabasesIT(TestServer server) throws SQLException {
        this.server = server;
        this.template = server.newDatabase();
        this.copy = template + "_copy";
    }

    @Test
    void anUnfinishedDatabaseOfTheSameNameGivesWay() throws SQLException {
        try (Connection connection = server.connect("postgres")) {
            Sql.run(connection, "CREATE DATABASE " + copy);

            Databases.copy(connection, template, copy);

            assertThat(isCopy()).isTrue();
        }
    }

    @Test
    void oneThatAKilledCallIsStillMakingGivesWay() throws SQLException {
        try (Connection connection = server.connect("postgres");
                Connection killed = server.connect("postgres")) {
            CompletableFuture<Void> going = CompletableFuture.runAsync(() -> create(killed));

            Databases.copy(connection, template, copy);

            assertThat(isCopy()).isTrue();
            assertThat(going.handle((done, failure) -> true)).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void aFinishedOneStays() throws SQLException {
        try (Connection connection = server.connect("postgres")) {
            Sql.run(connection, "CREATE DATABASE " + copy);
            Databases.comment(connection, copy, Optional.of("{}"));

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Databases.copy(connection, template, copy))
                    .withMessageContaining("already exists");

            assertThat(isCopy()).isFalse();
        }
    }

    private void create(Connection connection) {
        try {
            Sql.run(connection, "CREATE DATABASE " + copy + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private boolean isCopy() throws SQLException {
        server.run("postgres", "ALTER DATABASE " + copy + " ALLOW_CONNECTIONS true");
        return !server.texts(copy, "SELECT relname FROM pg_class WHERE relname = 'device'")
                .isEmpty();
    }
}
