package io.github.pocstate.snapshot.postgres.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.SnapshotException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot's file is read as it was written, and anything else is refused by an error of ours. */
class SnapshotFileTest {

    private static final String SITES =
            FileEntries.tables(SpecimenFile.MANIFEST).get(1);

    private static final int DAMAGES = Boolean.getBoolean("pocstate.long") ? 50_000 : 1_000;

    @TempDir
    private Path directory;

    private Path specimen;
    private Path other;
    private byte[] whole;
    private Map<String, byte[]> entries;

    @BeforeEach
    void writeOne() throws IOException, SQLException {
        specimen = SpecimenFile.write(directory.resolve("specimen"));
        other = directory.resolve("other");
        whole = Files.readAllBytes(specimen);
        entries = SpecimenFile.entries(specimen);
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        assertHolds(specimen);
    }

    @Test
    void isTheSameEachTime() throws IOException, SQLException {
        assertThat(Files.readAllBytes(SpecimenFile.write(other))).isEqualTo(whole);
    }

    @Test
    void beginsWithTheManifestAndNoNameIsAPath() {
        assertThat(entries.keySet())
                .containsExactly(
                        "manifest.json",
                        "table-1-public.empty.copy",
                        "table-2-public..._site.copy",
                        "attachment-1-redis_queue",
                        "sha256sums.txt");
    }

    @Test
    void saysInPlainWordsThatItHoldsSecrets() {
        assertThat(new String(entries.get("manifest.json"), StandardCharsets.UTF_8))
                .contains("API tokens, password hashes");
    }

    @Test
    void anyFlippedBitIsFound() throws IOException {
        for (int i = 0; i < whole.length; i++) {
            assertRefused(SpecimenFile.bytes(other, flipped(i)), "This is no whole snapshot: ");
        }
    }

    @Test
    void aFlippedBitBehindARightSealIsFoundOrDoesNotMatter() throws IOException {
        int refused = 0;
        for (int i = 0; i < whole.length - 64; i++) {
            SpecimenFile.bytes(other, flipped(i));
            SpecimenFile.seal(other);
            try {
                assertHolds(other);
            } catch (SnapshotException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 2);
    }

    /** Blocks that are moved, repeated, cleared or replaced, as disks and bad copies do it. */
    @Test
    void anyDamageBehindARightSealIsFoundOrDoesNotMatter() throws IOException {
        for (long seed = 0; seed < DAMAGES; seed++) {
            SpecimenFile.bytes(other, damaged(new Random(seed)));
            SpecimenFile.seal(other);
            try {
                assertHolds(other);
            } catch (SnapshotException e) {
                assertThat(e.problem().where()).as("seed " + seed).isEqualTo(other.toString());
                assertThat(e.problem().remedy()).as("seed " + seed).isNotBlank();
            }
        }
    }

    private byte[] damaged(Random random) {
        byte[] bytes = whole.clone();
        int length = 1 + random.nextInt(64);
        int from = random.nextInt(bytes.length - 64 - length);
        int to = random.nextInt(bytes.length - 64 - length);
        switch (random.nextInt(4)) {
            case 0 -> System.arraycopy(bytes, from, bytes, to, length);
            case 1 -> Arrays.fill(bytes, from, from + length, (byte) 0);
            case 2 -> Arrays.fill(bytes, from, from + length, (byte) 0xFF);
            default -> {
                for (int i = 0; i < length; i++) {
                    bytes[from + i] = (byte) random.nextInt(256);
                }
            }
        }
        return bytes;
    }

    @Test
    void twoEntriesOfOneNameAreRefused() throws IOException {
        Map<String, byte[]> twins = without("attachment-1-redis_queue");
        twins.put(SITES.replace('2', '3'), SpecimenFile.SITES);
        SpecimenFile.checksummed(other, twins);
        byte[] bytes = Files.readAllBytes(other);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(SITES.replace('2', '3'), SITES);
        SpecimenFile.bytes(other, text.getBytes(StandardCharsets.ISO_8859_1));
        SpecimenFile.seal(other);

        assertRefused(other, "This is no whole snapshot: ");
    }

    @Test
    void anyLengthButTheWholeIsRefused() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            assertRefused(SpecimenFile.bytes(other, Arrays.copyOf(whole, length)), "This is no whole snapshot: ");
        }
        assertRefused(SpecimenFile.bytes(other, Arrays.copyOf(whole, whole.length + 1)), "This is no whole snapshot: ");
    }

    @Test
    void somethingElseIsRefused() throws IOException {
        assertRefused(SpecimenFile.bytes(other, new byte[10_000]), "it does not end in its checksum");
        assertRefused(directory.resolve("nowhere"), "there is no such file or directory");
        assertRefused(directory, "The file cannot be read: ");
        SpecimenFile.bytes(other, "no archive".repeat(100).getBytes(StandardCharsets.UTF_8));
        SpecimenFile.seal(other);
        assertRefused(other, "as a ZIP archive it is broken");
    }

    @Test
    void otherEntriesAreRefused() throws IOException {
        assertRefused(SpecimenFile.checksummed(other, with("more", new byte[1])), "it has 6 entries");
        assertRefused(SpecimenFile.checksummed(other, with("../../escape", new byte[1])), "it has 6 entries");
        assertRefused(SpecimenFile.checksummed(other, without(SITES)), "it has 4 entries");
        assertRefused(SpecimenFile.checksummed(other, without("manifest.json")), "it has no entry [manifest.json]");
        Map<String, byte[]> reordered = without(SITES);
        reordered.put(SITES, SpecimenFile.SITES);
        assertRefused(SpecimenFile.checksummed(other, reordered), "which are not the 5");
        Map<String, byte[]> elsewhere = without(SITES);
        elsewhere.put("/tmp/" + SITES, SpecimenFile.SITES);
        assertRefused(SpecimenFile.checksummed(other, elsewhere), "which are not the 5");
        assertThat(directory.resolveSibling("escape")).doesNotExist();
    }

    @Test
    void anEntryThatIsNotAsDeclaredIsRefused() throws IOException {
        byte[] rows = SpecimenFile.SITES.clone();
        rows[0] = '7';
        assertRefused(SpecimenFile.checksummed(other, with(SITES, rows)), "has other rows than declared");
        rows = Arrays.copyOf(SpecimenFile.SITES, SpecimenFile.SITES.length - 1);
        assertRefused(SpecimenFile.checksummed(other, with(SITES, rows)), "bytes");
        rows = SpecimenFile.SITES.clone();
        rows[rows.length - 1] = 'x';
        assertRefused(SpecimenFile.checksummed(other, with(SITES, rows)), "has other rows than declared");
        assertRefused(
                SpecimenFile.sealed(other, with("attachment-1-redis_queue", new byte[4])),
                "its entries do not match their checksums");
    }

    @Test
    void anEntryIsReadNoFurtherThanDeclared() throws IOException {
        byte[] bomb = new byte[32 << 20];
        assertRefused(SpecimenFile.sealed(other, with(SITES, bomb)), "is longer than the 27 bytes declared");
        assertRefused(SpecimenFile.sealed(other, with("attachment-1-redis_queue", bomb)), "longer than the 4 bytes");
        assertRefused(SpecimenFile.sealed(other, with("sha256sums.txt", bomb)), "is longer than");
        assertRefused(SpecimenFile.sealed(other, with("manifest.json", bomb)), "its manifest is longer than");
    }

    @Test
    void whatIsReadLaterIsCheckedAgain() throws IOException {
        CheckedEntry entry = new CheckedEntry(
                new ByteArrayInputStream(SpecimenFile.SITES),
                "rows",
                SpecimenFile.SITES.length,
                Optional.of("0".repeat(64)));

        assertThatThrownBy(entry::readAllBytes).hasMessage("its entry [rows] does not match its checksum");
    }

    private byte[] flipped(int position) {
        byte[] bytes = whole.clone();
        bytes[position] ^= (byte) (1 << (position % Byte.SIZE));
        return bytes;
    }

    private Map<String, byte[]> with(String name, byte[] content) {
        Map<String, byte[]> changed = new LinkedHashMap<>(entries);
        changed.put(name, content);
        return changed;
    }

    private Map<String, byte[]> without(String name) {
        Map<String, byte[]> changed = new LinkedHashMap<>(entries);
        changed.remove(name);
        return changed;
    }

    private static void assertHolds(Path file) throws IOException {
        try (SnapshotFile read = SnapshotFile.open(file)) {
            assertThat(read.manifest()).isEqualTo(SpecimenFile.MANIFEST);
            assertThat(read.attachments())
                    .containsOnlyKeys("redis/queue")
                    .containsEntry("redis/queue", SpecimenFile.QUEUE);
            try (var rows = read.rows(SpecimenFile.MANIFEST.tables().get(1))) {
                assertThat(rows.readAllBytes()).isEqualTo(SpecimenFile.SITES);
            }
        }
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> SnapshotFile.open(file).close())
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(file.toString());
    }
}
