package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.KilledProcess;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.github.pocstate.snapshot.postgres.testkit.WholeContents;
import java.io.IOException;
import java.nio.file.Files;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process killed in the middle of an export or import leaves nothing half, and the next call arrives. */
@ExtendWith(TestServer.Resolver.class)
class FileKilledIT {

    private final TestServer server;
    private final String database;
    private final PostgresSnapshots snapshots;

    @TempDir
    private Path directory;

    private Path file;
    private SnapshotId id;
    private Map<String, String> wanted;

    FileKilledIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
        this.snapshots = server.snapshots(database);
    }

    @BeforeEach
    void save() throws SQLException {
        file = directory.resolve("file");
        wanted = contents();
        id = snapshots
                .save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 40, 80, 120})
    void inAnExport(int millis) throws Exception {
        Path whole = directory.resolve("whole");
        snapshots.export(id, whole);

        kill("export", millis);

        if (Files.notExists(file)) {
            snapshots.export(id, file);
        }
        assertThat(Files.mismatch(file, whole)).isEqualTo(-1);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("file", "whole");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100, 200, 300, 400})
    void inAnImport(int millis) throws Exception {
        snapshots.export(id, file);
        snapshots.delete(id);
        server.run(database, "UPDATE device SET status = 'failed'", "DELETE FROM journal");
        Map<String, String> changed = contents();

        kill("import", millis);

        assertThat(contents()).isEqualTo(changed);
        assertThat(snapshots.list()).hasSizeLessThanOrEqualTo(1);
        Manifest added = snapshots
                .importFrom(file, Function.identity(), SessionsMay.BE_ENDED)
                .snapshot();
        snapshots.restoreInPlace(added.id(), Noise.NONE, Examiner.NONE);
        assertThat(contents()).isEqualTo(wanted);
        snapshots.close();
        assertThat(ours()).containsExactly(DatabaseName.snapshot(database, id).toString());
    }

    /** Runs a verb in a process of its own and kills that after some time. */
    private void kill(String verb, int millis) throws IOException, InterruptedException, SQLException {
        KilledProcess.run(server, database, Victim.class, millis, verb, file.toString());
    }

    /** The process that is killed. */
    static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) {
            Path file = Path.of(arguments[2]);
            try (PostgresSnapshots snapshots =
                    PostgresSnapshots.open(PostgresSettings.of(PostgresAddress.parse(arguments[0])))) {
                snapshots.list();
                System.out.println(KilledProcess.READY);
                switch (arguments[1]) {
                    case "export" ->
                        snapshots.export(snapshots.latest("one").orElseThrow().id(), file);
                    case "import" -> snapshots.importFrom(file, Function.identity(), SessionsMay.BE_ENDED);
                    default -> throw new IllegalArgumentException(arguments[1]);
                }
            }
        }
    }

    private List<String> ours() throws SQLException {
        return server.texts("postgres", "SELECT datname FROM pg_database").stream()
                .filter(name -> DatabaseName.parse(database, name).isPresent())
                .toList();
    }

    private Map<String, String> contents() throws SQLException {
        try (Connection connection = server.connect(database)) {
            return WholeContents.of(connection);
        }
    }
}
