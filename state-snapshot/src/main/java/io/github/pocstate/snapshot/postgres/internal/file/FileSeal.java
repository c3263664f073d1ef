package io.github.pocstate.snapshot.postgres.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The checksum over a whole file but itself: the last 64 bytes, which to ZIP are the end of a comment.
 *
 * <p>The checksums of the entries do not cover what ZIP itself writes between them; this one does.
 */
public final class FileSeal {

    private static final int DIGITS = 64;
    private static final int BUFFER = 1 << 16;

    private static final String WORDS = "PocState snapshot; SHA-256 of all that comes before these digits: ";

    private FileSeal() {}

    /** A comment that has room for the checksum. */
    static String comment() {
        return WORDS + "0".repeat(DIGITS);
    }

    /** Writes the checksum into the room that the comment has left. */
    public static void put(FileChannel file) throws IOException {
        ByteBuffer digits = ByteBuffer.wrap(checksum(file).getBytes(StandardCharsets.US_ASCII));
        long position = file.size() - DIGITS;
        while (digits.hasRemaining()) {
            position += file.write(digits, position);
        }
    }

    /** Refuses a file that ends in anything else than its checksum. */
    static void check(FileChannel file) throws IOException {
        if (file.size() < comment().length()) {
            throw new DamagedFileException("it is too short");
        }
        ByteBuffer digits = ByteBuffer.allocate(DIGITS);
        read(file, digits, file.size() - DIGITS);
        String present = new String(digits.array(), StandardCharsets.US_ASCII);
        if (!present.equals(checksum(file))) {
            throw new DamagedFileException(
                    "it does not end in its checksum, so it was cut or changed, or is something else");
        }
    }

    private static String checksum(FileChannel file) throws IOException {
        MessageDigest digest = Sha256.start();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long end = file.size() - DIGITS;
        for (long position = 0; position < end; position += buffer.limit()) {
            buffer.clear().limit((int) Math.min(BUFFER, end - position));
            read(file, buffer, position);
            digest.update(buffer.flip());
        }
        return Sha256.hex(digest);
    }

    private static void read(FileChannel file, ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new DamagedFileException("it became shorter while it was read");
            }
        }
    }
}
