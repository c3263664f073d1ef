package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.PocStateException;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.file.FileEntries;
import io.github.pocstate.snapshot.postgres.internal.file.FileManifest;
import io.github.pocstate.snapshot.postgres.internal.file.FileManifestJson;
import io.github.pocstate.snapshot.postgres.internal.file.SpecimenFile;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A file that does not fit, or that somebody changed, is refused with the reason, and leaves nothing. */
class RefusedFileIT extends FileFixture {

    RefusedFileIT(TestServer server) throws SQLException {
        super(server);
    }

    @Test
    void anotherSnapshotOfTheSameIdIsRefused() throws Exception {
        Manifest added = importFile();
        rewrite("attachment-2-redis_queue", bytes -> new byte[] {1, 2, 4});

        assertThatThrownBy(this::importFile)
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith(
                        "There is a snapshot " + saved.id() + " already, and its content is another one.");
        assertThat(target.list()).containsExactly(added);
    }

    @Test
    void aSnapshotThatANewerVersionMadeIsLeftAlone() throws SQLException {
        String name = DatabaseName.snapshot(database, saved.id()).toString();
        server.run(
                "postgres",
                "CREATE DATABASE " + Quote.name(name),
                "COMMENT ON DATABASE " + Quote.name(name) + " IS '{\"pocstate\":2}'");

        assertThatThrownBy(this::importFile)
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("already exists");
        assertThat(ours()).containsExactly(name);
    }

    @Test
    void theCallerMayRefuseWhatIsInIt() throws SQLException {
        assertThatThrownBy(() -> target.importFrom(
                        file,
                        contents -> {
                            assertThat(contents.application()).isEqualTo(KEPT.application());
                            assertThat(contents.attachments()).containsOnlyKeys("redis/queue", "empty");
                            throw new IllegalStateException("not of this version");
                        },
                        SessionsMay.BE_ENDED))
                .hasMessage("not of this version");
        assertNothingIsThere();
    }

    @Test
    void aDatabaseWithOtherTablesIsRefused() throws SQLException {
        server.run(database, "ALTER TABLE device ALTER COLUMN price TYPE numeric(10, 2)");
        assertRefused("column [price] of public.device is numeric(12,4) in the file and numeric(10,2) in the database");
        server.run(database, "CREATE TABLE another (id int)");
        assertRefused("table [public.another] is in the database only");
    }

    @Test
    void aFileOfANewerPostgresIsRefused() throws Exception {
        rewrite(
                "manifest.json",
                bytes -> text(bytes)
                        .replaceAll("\"postgres\" : \\d+", "\"postgres\" : 99")
                        .getBytes(StandardCharsets.UTF_8));
        assertRefused("The file was written by PostgreSQL 99, and this server is ");
    }

    @Test
    void rowsThatBreakAForeignKeyAreRefused() throws Exception {
        withOtherRows("public.session", "s1\t4711\t\\N\n");
        assertRefused("1 rows of the file refer to rows that it lacks.");
    }

    @Test
    void rowsThatBreakAnotherConstraintAreRefused() throws Exception {
        withOtherRows("public.session", "s1\t1\t\\N\ns1\t2\t\\N\n");
        assertRefused("duplicate key value violates unique constraint");
    }

    @Test
    void rowsThatPostgresDoesNotTakeAsRowsAreRefused() throws Exception {
        withOtherRows("public.session", "s1\t1\n");
        assertRefused("PostgreSQL could not import a snapshot: ERROR: missing data for column");
    }

    @Test
    void aDamagedFileLeavesNothing() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        SpecimenFile.bytes(file, bytes);
        assertRefused("This is no whole snapshot: it does not end in its checksum");
    }

    @Test
    void aViewThatWasStaleIsNamed() throws SQLException {
        for (String one : List.of(origin, database)) {
            server.run(one, "CREATE MATERIALIZED VIEW names AS SELECT name FROM site");
        }
        server.run(origin, "INSERT INTO site (name) VALUES ('late')");
        file = directory.resolve("stale.zip");
        source.export(
                source.save("stale", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                        .snapshot()
                        .id(),
                file);

        assertRefused("The materialized view was computed anew and has 6 rows; the snapshot had 5.");
    }

    @Test
    void largeObjectsAreRefusedOnBothSides() throws SQLException {
        server.run(database, "SELECT lo_create(4711)");
        assertRefused("The database holds 1 large objects");
        SnapshotId id = target.save("large", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();

        assertThatThrownBy(() -> target.export(id, directory.resolve("large.zip")))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("The database holds 1 large objects, which a file does not keep.");
        assertThat(directory.toFile().list()).containsExactly("snapshot.zip");
    }

    private void assertRefused(String reason) throws SQLException {
        assertThatThrownBy(this::importFile)
                .isInstanceOf(PocStateException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("nothing was changed");
        assertNothingIsThere();
    }

    /** Changes one entry of the file, with everything around it as it should be then. */
    private void rewrite(String entry, UnaryOperator<byte[]> change) throws Exception {
        Map<String, byte[]> entries = SpecimenFile.entries(file);
        assertThat(entries).containsKey(entry);
        entries.compute(entry, (name, bytes) -> change.apply(bytes));
        SpecimenFile.checksummed(file, entries);
    }

    private void withOtherRows(String table, String rows) throws Exception {
        FileManifest old = FileManifestJson.read(SpecimenFile.entries(file).get("manifest.json"));
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        List<FileManifest.Table> tables = old.tables().stream()
                .map(one -> one.table().toString().equals(table)
                        ? new FileManifest.Table(one.schema(), one.name(), one.columns(), SpecimenFile.tally(bytes))
                        : one)
                .toList();
        FileManifest changed = new FileManifest(
                old.format(),
                old.notice(),
                old.id(),
                old.who(),
                old.postgres(),
                old.application(),
                tables,
                old.views(),
                old.sequences(),
                old.attachments());
        String entry = FileEntries.tables(old).stream()
                .filter(name -> name.endsWith("-" + table + ".copy"))
                .findFirst()
                .orElseThrow();
        rewrite(entry, ignored -> bytes);
        rewrite("manifest.json", ignored -> FileManifestJson.write(changed));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
