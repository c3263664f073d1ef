package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.github.pocstate.snapshot.postgres.testkit.WholeContents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot of one database as a file, and another database, made separately, that has changed since. */
@ExtendWith(TestServer.Resolver.class)
abstract class FileFixture {

    static final Contents KEPT =
            new Contents(Map.of("netbox", "4.7.3"), Map.of("redis/queue", new byte[] {1, 2, 3}, "empty", new byte[0]));

    final TestServer server;
    final String origin;
    final String database;
    final PostgresSnapshots source;
    final PostgresSnapshots target;

    @TempDir
    Path directory;

    Path file;
    Manifest saved;
    Map<String, String> wanted;

    FileFixture(TestServer server) throws SQLException {
        this.server = server;
        this.origin = server.newDatabase();
        this.database = server.newDatabase();
        this.source = server.snapshots(origin);
        this.target = server.snapshots(database);
    }

    @BeforeEach
    void export() throws SQLException {
        file = directory.resolve("snapshot.zip");
        server.run(
                origin,
                "UPDATE site SET note = E'tab\\tline\\nback\\\\slash \\u00e4'",
                "SELECT setval('tickets', 4711)");
        saved = source.save("phase-1", tables -> KEPT, SessionsMay.BE_ENDED).snapshot();
        wanted = contents(origin);
        source.export(saved.id(), file);
        server.run(
                database,
                "DELETE FROM cable WHERE id < 9",
                "UPDATE device SET status = 'other'",
                "INSERT INTO cache VALUES ('more', 'x')",
                "SELECT nextval('tickets')");
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    Manifest importFile() {
        return importFile(SessionsMay.BE_ENDED);
    }

    Manifest importFile(SessionsMay sessions) {
        return target.importFrom(file, Function.identity(), sessions).snapshot();
    }

    void assertNothingIsThere() throws SQLException {
        assertThat(target.list()).isEmpty();
        assertThat(ours()).isEmpty();
    }

    /** The databases that belong to the snapshots of the other database. */
    List<String> ours() throws SQLException {
        return server.texts("postgres", "SELECT datname FROM pg_database").stream()
                .filter(name -> DatabaseName.parse(database, name).isPresent())
                .toList();
    }

    Map<String, String> contents(String name) throws SQLException {
        try (Connection connection = server.connect(name)) {
            return WholeContents.of(connection);
        }
    }
}
