package io.github.pocstate.snapshot.postgres.internal.file;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Counts rows as COPY writes them in its text format, where a line feed always ends a row: inside a value it is written {@code \n}.
 *
 * <p>This class is not thread-safe.
 */
final class RowTally extends OutputStream {

    private final MessageDigest row = Sha256.start();
    private long rows;
    private long bytes;
    private long digest;
    private boolean midway;

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        bytes += length;
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                row.update(buffer, start, i - start);
                end();
                start = i + 1;
            }
        }
        int rest = offset + length - start;
        row.update(buffer, start, rest);
        midway = rest > 0 || (midway && start == offset);
    }

    private void end() {
        rows++;
        digest += ByteBuffer.wrap(row.digest()).getLong();
    }

    /** Whether the last row has its end. */
    boolean isComplete() {
        return !midway;
    }

    /** The rows that have their end. */
    Tally total() {
        return new Tally(rows, bytes, digest);
    }
}
