package io.github.pocstate.snapshot.postgres.internal.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A small snapshot's file, and how to make others that look like one. */
public final class SpecimenFile {

    static final byte[] SITES = "1\tsite 1\\nsecond line\n2\t\\N\n".getBytes(StandardCharsets.UTF_8);
    static final byte[] QUEUE = {0, 1, 2, -1};

    static final FileManifest MANIFEST = new FileManifest(
            FileManifest.FORMAT,
            FileManifest.NOTICE,
            "phase-1-20260131T120000Z",
            "somebody",
            18,
            Map.of("netbox", "4.7.3"),
            List.of(
                    new FileManifest.Table("public", "empty", List.of(), new Tally(0, 0, 0)),
                    new FileManifest.Table(
                            "public",
                            "../site",
                            List.of(new FileManifest.Column("id", "bigint"), new FileManifest.Column("name", "text")),
                            tally(SITES))),
            List.of(new FileManifest.View("public", "totals", 3)),
            List.of(new FileManifest.Sequence("public", "site_id_seq", Long.MAX_VALUE, true)),
            List.of(new FileManifest.Attachment("redis/queue", QUEUE.length)));

    private SpecimenFile() {}

    public static Tally tally(byte[] rows) {
        RowTally tally = new RowTally();
        tally.write(rows, 0, rows.length);
        return tally.total();
    }

    /** Writes it as the code under test does. */
    static Path write(Path path) throws IOException, SQLException {
        try (FileChannel file = FileChannel.open(path, CREATE, READ, WRITE)) {
            SnapshotFileWriter writer = new SnapshotFileWriter(Channels.newOutputStream(file), MANIFEST);
            List<String> tables = FileEntries.tables(MANIFEST);
            writer.add(tables.get(0), out -> {});
            writer.add(tables.get(1), out -> out.write(SITES));
            writer.add(FileEntries.attachments(MANIFEST).get(0), out -> out.write(QUEUE));
            writer.finish();
            FileSeal.put(file);
        }
        return path;
    }

    /** The entries of a file in their order. */
    public static Map<String, byte[]> entries(Path path) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    /** A file of any entries, whose last one holds the right checksums of the others. */
    public static Path checksummed(Path path, Map<String, byte[]> entries) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>(entries);
        all.remove(FileEntries.CHECKSUMS);
        StringBuilder checksums = new StringBuilder();
        all.forEach((name, content) -> checksums.append(FileEntries.checksumLine(Sha256.hex(content), name)));
        all.put(FileEntries.CHECKSUMS, checksums.toString().getBytes(StandardCharsets.UTF_8));
        return sealed(path, all);
    }

    /** A file of any entries, sealed as a whole. */
    static Path sealed(Path path, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.setComment(FileSeal.comment());
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        seal(path);
        return path;
    }

    /** Puts the right checksum at the end of whatever is in a file. */
    static void seal(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, READ, WRITE)) {
            FileSeal.put(file);
        }
    }

    public static Path bytes(Path path, byte[] bytes) throws IOException {
        return Files.write(path, bytes, CREATE, WRITE, TRUNCATE_EXISTING);
    }
}
