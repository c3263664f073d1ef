package io.github.pocstate.snapshot.postgres.internal.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a snapshot's file: the manifest first, then entry after entry, the checksums last. The same snapshot makes the same
 * bytes each time.
 */
public final class SnapshotFileWriter implements AutoCloseable {

    /** What an entry holds. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException, SQLException;
    }

    private static final int BUFFER = 1 << 16;

    private final ZipOutputStream zip;
    private final LocalDateTime time;
    private final StringBuilder checksums = new StringBuilder();

    /** Begins with the manifest. */
    public SnapshotFileWriter(OutputStream out, FileManifest manifest) throws IOException, SQLException {
        zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER));
        zip.setLevel(Deflater.BEST_SPEED);
        zip.setComment(FileSeal.comment());
        time = LocalDateTime.ofInstant(manifest.snapshot().taken(), ZoneOffset.UTC);
        add(FileEntries.MANIFEST, entry -> entry.write(FileManifestJson.write(manifest)));
    }

    /** Adds an entry. */
    public void add(String name, Body body) throws IOException, SQLException {
        MessageDigest digest = Sha256.start();
        begin(name);
        body.writeTo(new DigestOutputStream(zip, digest));
        zip.closeEntry();
        checksums.append(FileEntries.checksumLine(Sha256.hex(digest), name));
    }

    /** Ends with the checksums. */
    public void finish() throws IOException {
        begin(FileEntries.CHECKSUMS);
        zip.write(checksums.toString().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
    }

    /** Frees what compressing needs; the file is whole only after {@link #finish()}. */
    @Override
    public void close() throws IOException {
        zip.close();
    }
}
