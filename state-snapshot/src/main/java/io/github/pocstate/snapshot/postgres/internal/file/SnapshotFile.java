package io.github.pocstate.snapshot.postgres.internal.file;

import static java.nio.file.StandardOpenOption.READ;

import io.github.pocstate.SnapshotException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A snapshot's file, open to be read; it was read once as a whole before anybody gets hold of it, and is right in every part.
 *
 * <p>Whoever made it may still mean harm: what it declares is the limit of what is read, and the names in it are never paths.
 */
public final class SnapshotFile implements AutoCloseable {

    private static final int MAX_MANIFEST_BYTES = 16 << 20;

    private final Path path;
    private final ZipFile zip;
    private final FileManifest manifest;
    private final List<String> tableEntries;
    private final Map<String, byte[]> attachments = new TreeMap<>();
    private final Map<String, String> checksums = new LinkedHashMap<>();

    private SnapshotFile(Path path, ZipFile zip) throws IOException {
        this.path = path;
        this.zip = zip;
        this.manifest = readManifest();
        this.tableEntries = FileEntries.tables(manifest);
        checkEntries();
        checkTables();
        readAttachments();
        checkChecksums();
    }

    /** Opens a file; refuses one that is damaged in any part, or is something else. */
    public static SnapshotFile open(Path path) {
        try {
            try (FileChannel whole = FileChannel.open(path, READ)) {
                FileSeal.check(whole);
            }
            return checked(path, new ZipFile(path.toFile(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw FileFailures.reading(path, e);
        }
    }

    private static SnapshotFile checked(Path path, ZipFile zip) throws IOException {
        boolean right = false;
        try {
            SnapshotFile file = new SnapshotFile(path, zip);
            right = true;
            return file;
        } finally {
            if (!right) {
                zip.close();
            }
        }
    }

    public FileManifest manifest() {
        return manifest;
    }

    /** What was kept with the snapshot, by name. */
    public Map<String, byte[]> attachments() {
        return Collections.unmodifiableMap(attachments);
    }

    /** The rows of a table of the manifest, checked once more while they are read; to be closed. */
    InputStream rows(FileManifest.Table table) throws IOException {
        String name = tableEntries.get(manifest.tables().indexOf(table));
        return entry(name, table.content().bytes(), Optional.ofNullable(checksums.get(name)));
    }

    /** An error that names this file. */
    public SnapshotException failure(IOException cause) {
        return FileFailures.reading(path, cause);
    }

    private FileManifest readManifest() throws IOException {
        byte[] json;
        try (InputStream in = zipped(FileEntries.MANIFEST)) {
            json = in.readNBytes(MAX_MANIFEST_BYTES + 1);
        }
        if (json.length > MAX_MANIFEST_BYTES) {
            throw new DamagedFileException("its manifest is longer than " + MAX_MANIFEST_BYTES + " bytes");
        }
        checksums.put(FileEntries.MANIFEST, Sha256.hex(json));
        return FileManifestJson.read(json);
    }

    /** The entries that the manifest asks for, in this order, and no others. */
    private void checkEntries() throws IOException {
        List<String> wanted = FileEntries.of(manifest);
        if (zip.size() != wanted.size()
                || !zip.stream().map(ZipEntry::getName).toList().equals(wanted)) {
            throw new DamagedFileException("it has " + zip.size() + " entries, which are not the " + wanted.size()
                    + " that its manifest asks for");
        }
    }

    private void checkTables() throws IOException {
        for (int i = 0; i < tableEntries.size(); i++) {
            Tally wanted = manifest.tables().get(i).content();
            RowTally present = new RowTally();
            read(tableEntries.get(i), wanted.bytes(), present);
            if (!present.isComplete() || !present.total().equals(wanted)) {
                throw new DamagedFileException("its entry [" + tableEntries.get(i) + "] has other rows than declared");
            }
        }
    }

    private void readAttachments() throws IOException {
        List<String> names = FileEntries.attachments(manifest);
        for (int i = 0; i < names.size(); i++) {
            FileManifest.Attachment attachment = manifest.attachments().get(i);
            try (CheckedEntry in = entry(names.get(i), attachment.bytes(), Optional.empty())) {
                attachments.put(attachment.name(), in.readAllBytes());
                checksums.put(names.get(i), in.checksum());
            }
        }
    }

    private void checkChecksums() throws IOException {
        StringBuilder lines = new StringBuilder();
        checksums.forEach((name, checksum) -> lines.append(FileEntries.checksumLine(checksum, name)));
        byte[] wanted = lines.toString().getBytes(StandardCharsets.UTF_8);
        try (InputStream in = entry(FileEntries.CHECKSUMS, wanted.length, Optional.empty())) {
            if (!Arrays.equals(in.readAllBytes(), wanted)) {
                throw new DamagedFileException("its entries do not match their checksums");
            }
        }
    }

    /** Reads an entry and keeps its checksum. */
    private void read(String name, long bytes, OutputStream out) throws IOException {
        try (CheckedEntry in = entry(name, bytes, Optional.empty())) {
            in.transferTo(out);
            checksums.put(name, in.checksum());
        }
    }

    private CheckedEntry entry(String name, long bytes, Optional<String> checksum) throws IOException {
        return new CheckedEntry(zipped(name), name, bytes, checksum);
    }

    private InputStream zipped(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new DamagedFileException("it has no entry [" + name + "]");
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw FileFailures.reading(path, e);
        }
    }
}
