package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.ImportedSnapshot;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.SavedSnapshot;
import io.github.pocstate.snapshot.postgres.model.Sessions;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A snapshot goes as a file from one database to another that was made separately, and is the same there. */
class FileIT extends FileFixture {

    FileIT(TestServer server) throws SQLException {
        super(server);
    }

    @Test
    void isTheSameInADatabaseMadeSeparately() throws SQLException {
        Map<String, String> before = contents(database);

        Manifest added = importFile();

        assertThat(contents(database)).isEqualTo(before);
        assertThat(target.list()).containsExactly(added);
        assertThat(added.id()).isEqualTo(saved.id());
        assertThat(added.who()).isEqualTo(saved.who());
        assertThat(added.application()).isEqualTo(KEPT.application());
        assertThat(added.twins()).isEmpty();
        assertThat(target.attachments(added.id()))
                .containsOnlyKeys("redis/queue", "empty")
                .containsEntry("redis/queue", new byte[] {1, 2, 3});
        target.swap(added.id(), Noise.NONE, Map.of());
        assertThat(contents(database)).isEqualTo(wanted);
    }

    /** Rows of the two databases that lie in the same place by chance are other rows. */
    @Test
    void isPutBackInPlaceByContent() throws SQLException {
        Manifest added = importFile();

        assertThat(target.restoreInPlace(added.id(), Noise.NONE, Examiner.NONE).rows())
                .isPositive();
        assertThat(contents(database)).isEqualTo(wanted);
        assertThat(target.restoreInPlace(added.id(), Noise.NONE, Examiner.NONE).rows())
                .isZero();
        assertThat(contents(database)).isEqualTo(wanted);
    }

    @Test
    void servesSavesRestoresAndSwapsAsAnyOther() throws SQLException {
        SnapshotId own = target.save("own", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
        Map<String, String> before = contents(database);
        Manifest added = importFile();
        target.swap(added.id(), Noise.NONE, Map.of());
        server.run(database, "UPDATE device SET status = 'failed' WHERE id <= 3");
        Map<String, String> changed = contents(database);

        SavedSnapshot later = target.save("later", tables -> Contents.NONE, SessionsMay.STAY_ONLY);
        assertThat(later.basedOn()).contains(added.id());
        assertThat(target.restoreInPlace(added.id(), Noise.NONE, Examiner.NONE).changes())
                .contains(new TableChange(new TableName("public", "device"), 0, 3, 0));
        assertThat(contents(database)).isEqualTo(wanted);
        target.restoreInPlace(own, Noise.NONE, Examiner.NONE);
        assertThat(contents(database)).isEqualTo(before);
        target.restoreInPlace(later.snapshot().id(), Noise.NONE, Examiner.NONE);
        assertThat(contents(database)).isEqualTo(changed);
    }

    @Test
    void endsNoSessionIfASnapshotHasItsTables() throws SQLException {
        try (Connection session = server.connect(database)) {
            assertThatThrownBy(() -> importFile(SessionsMay.STAY_ONLY))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("allow the import to end sessions (SessionsMay.BE_ENDED)");
            assertNothingIsThere();
            assertThat(session.isValid(30)).isTrue();
        }
        target.save("own", tables -> Contents.NONE, SessionsMay.BE_ENDED);
        try (Connection session = server.connect(database)) {
            importFile(SessionsMay.STAY_ONLY);
            assertThat(session.isValid(30)).isTrue();
        }
    }

    @Test
    void tellsTheSessionsThatItEnded() throws SQLException {
        try (Connection session = server.connect(database)) {
            ImportedSnapshot added = target.importFrom(file, Function.identity(), SessionsMay.BE_ENDED);

            assertThat(added.ended().count()).isOne();
            assertThat(session.isValid(30)).isFalse();
        }
    }

    @Test
    void aSecondImportFindsTheFirst() throws SQLException {
        Manifest added = importFile();
        List<String> databases = ours();

        assertThat(importFile()).isEqualTo(added);
        assertThat(ours()).isEqualTo(databases);
        assertThat(source.importFrom(file, Function.identity(), SessionsMay.STAY_ONLY))
                .isEqualTo(new ImportedSnapshot(saved, Sessions.NONE));
    }

    @Test
    void oneThatWasDeletedComesBack() throws SQLException {
        Manifest added = importFile();
        target.delete(added.id());

        Manifest again = importFile();

        target.close();
        assertThat(ours())
                .containsExactly(DatabaseName.snapshot(database, again.id()).toString());
    }

    @Test
    void whatTheCallerAdmitsIsKept() {
        Contents mine = new Contents(Map.of("netbox", "4.7.4"), Map.of("other", new byte[] {9}));

        Manifest added =
                target.importFrom(file, contents -> mine, SessionsMay.BE_ENDED).snapshot();

        assertThat(added.application()).isEqualTo(mine.application());
        assertThat(target.attachments(added.id())).containsOnlyKeys("other");
    }

    @Test
    void materializedViewsAreComputedAnew() throws SQLException {
        for (String one : List.of(origin, database)) {
            server.run(
                    one,
                    "CREATE MATERIALIZED VIEW count_by_status AS SELECT status, count(*) AS n FROM device GROUP BY 1",
                    "CREATE MATERIALIZED VIEW busy AS SELECT status FROM count_by_status WHERE n > 10");
        }
        saved = source.save("views", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot();
        wanted = contents(origin);
        file = directory.resolve("views.zip");
        source.export(saved.id(), file);

        target.swap(importFile().id(), Noise.NONE, Map.of());

        assertThat(contents(database)).isEqualTo(wanted);
    }

    @Test
    void theFileIsReadableByItsOwnerOnly() throws Exception {
        assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theSameSnapshotMakesTheSameFile() throws Exception {
        Path again = directory.resolve("again.zip");
        source.export(saved.id(), again);
        assertThat(Files.mismatch(file, again)).isEqualTo(-1);
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws Exception {
        Path theirs = Files.writeString(directory.resolve("theirs"), "theirs");

        assertThatThrownBy(() -> source.export(saved.id(), theirs))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("The file cannot be written: there is a file already.");
        assertThat(theirs).hasContent("theirs");
    }
}
