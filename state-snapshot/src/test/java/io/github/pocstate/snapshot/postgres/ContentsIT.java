package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.Sessions;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.model.Swapped;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.Tables;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is kept with a snapshot besides the database. */
@ExtendWith(TestServer.Resolver.class)
class ContentsIT {

    private final TestServer server;
    private final String database;
    private final PostgresSnapshots snapshots;

    ContentsIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
        this.snapshots = server.snapshots(database);
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    @Test
    void eachSnapshotKeepsItsOwnAttachments() {
        SnapshotId one = save(tables -> attached("queue", "one"));
        SnapshotId two = save(tables -> attached("queue", "two"));
        SnapshotId none = save(tables -> Contents.NONE);

        assertThat(texts(snapshots.attachments(one))).isEqualTo(Map.of("queue", "one"));
        assertThat(texts(snapshots.attachments(two))).isEqualTo(Map.of("queue", "two"));
        assertThat(snapshots.attachments(none)).isEmpty();
    }

    @Test
    void attachmentsNeverReachTheLiveDatabase() throws SQLException {
        SnapshotId id = save(tables -> attached("queue", "one"));
        assertThat(schemas()).isEmpty();

        server.run(database, "DELETE FROM journal");
        snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE);
        assertThat(schemas()).isEmpty();

        Swapped swapped = snapshots.swap(id, Noise.NONE, Map.of());
        assertThat(schemas()).isEmpty();
        assertThat(texts(swapped.attachments())).isEqualTo(Map.of("queue", "one"));
    }

    @Test
    void contentsAreMadeFromTheTablesThatAreSaved() throws SQLException {
        SnapshotId first = save(this::counted);
        server.run(database, "DELETE FROM journal WHERE entry = 'entry 3'");
        SnapshotId later = save(tables -> {
            insertMeanwhile();
            return counted(tables);
        });

        assertThat(snapshots.find(first).orElseThrow().application()).isEqualTo(Map.of("journal", "100"));
        assertThat(snapshots.find(later).orElseThrow().application()).isEqualTo(Map.of("journal", "90"));
        Contents kept = snapshots.read(later, this::counted);
        Contents live = snapshots.readLive(this::counted);
        assertThat(List.of(kept, live)).containsExactly(counted("90"), counted("91"));
    }

    @Test
    void anyTextIsReadAsItIs() throws SQLException {
        server.run(database, "TRUNCATE journal");
        List<String> texts =
                List.of("", "\\N", "a\tb", "line\nline\r", "back\\slash\\t", "\b\f\u000B\u0001", "Zürich 😀");
        for (String text : texts) {
            server.run(database, "INSERT INTO journal VALUES (NULL, " + Quote.text(text) + ")");
        }

        List<Row> rows = snapshots.readLive(tables -> tables.read("journal", "entry", "at", "entry"));

        assertThat(rows).extracting(row -> row.text("entry").orElseThrow()).isEqualTo(texts);
        assertThat(rows).allMatch(row -> row.text("at").isEmpty());
    }

    @Test
    void aPartitionedTableIsReadAsAWhole() {
        List<Row> rows = snapshots.readLive(tables -> tables.read("event", "id"));

        assertThat(rows).hasSize(60);
    }

    @Test
    void ifTheContentsFailNothingIsLeftBehind() throws SQLException {
        assertThatThrownBy(() -> save(tables -> fail())).hasMessage("not in the phase");
        assertThat(ours()).isEmpty();

        save(tables -> Contents.NONE);
        List<String> before = ours();
        assertThatThrownBy(() -> save(tables -> fail())).hasMessage("not in the phase");
        assertThat(ours()).isEqualTo(before);
    }

    @Test
    void aSchemaOfOurNameIsNotTouched() throws SQLException {
        server.run(database, "CREATE SCHEMA pocstate", "CREATE TABLE pocstate.theirs (id int)");

        assertThatThrownBy(() -> save(tables -> Contents.NONE))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("schema [pocstate]");
        assertThat(schemas()).containsExactly("pocstate");
    }

    @Test
    void theRoomTakenIsThatOfAllDatabases() {
        assertThat(snapshots.bytes()).isZero();
        Manifest one = snapshots
                .save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot();
        snapshots.prepareSwap(one.id());

        assertThat(snapshots.bytes()).isGreaterThan(one.bytes() * 3 / 2);
    }

    @Test
    void sessionsOfTheApplicationAreCountedWithoutOurs() throws SQLException {
        snapshots.readLive(tables -> "");
        assertThat(snapshots.applicationSessions()).isEqualTo(Sessions.NONE);
        try (var session = server.connect(database)) {
            assertThat(session.isValid(30)).isTrue();
            session.setClientInfo("ApplicationName", "netbox");
            assertThat(snapshots.applicationSessions().byClient())
                    .isEqualTo(Map.of(new Sessions.Client("postgres", "netbox"), 1));
        }
    }

    private Contents counted(Tables tables) {
        return counted(String.valueOf(tables.read("journal", "entry").size()));
    }

    private static Contents counted(String rows) {
        return new Contents(Map.of("journal", rows), Map.of());
    }

    private void insertMeanwhile() {
        try {
            server.run(database, "INSERT INTO journal VALUES (now(), 'meanwhile')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Contents fail() {
        throw new IllegalStateException("not in the phase");
    }

    private SnapshotId save(Function<Tables, Contents> contents) {
        return snapshots.save("one", contents, SessionsMay.BE_ENDED).snapshot().id();
    }

    private static Contents attached(String name, String text) {
        return new Contents(Map.of(), Map.of(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    static Map<String, String> texts(Map<String, byte[]> attachments) {
        return attachments.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> new String(entry.getValue(), StandardCharsets.UTF_8)));
    }

    private List<String> schemas() throws SQLException {
        return server.texts(database, "SELECT nspname FROM pg_namespace WHERE nspname = 'pocstate'");
    }

    private List<String> ours() throws SQLException {
        return server.texts("postgres", "SELECT datname FROM pg_database ORDER BY 1").stream()
                .filter(name -> DatabaseName.parse(database, name).isPresent())
                .toList();
    }
}
