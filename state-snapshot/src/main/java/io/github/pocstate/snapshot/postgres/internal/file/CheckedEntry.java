package io.github.pocstate.snapshot.postgres.internal.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * An entry while it is read: never longer than declared, at its end neither shorter nor other than it should be.
 *
 * <p>Only whoever reads up to the end knows that it is right.
 */
final class CheckedEntry extends FilterInputStream {

    private final String name;
    private final long declared;
    private final Optional<String> wanted;
    private final MessageDigest digest = Sha256.start();
    private long present;
    private Optional<String> checksum = Optional.empty();

    /** An entry of a declared length in bytes, and with a checksum if that is known already. */
    CheckedEntry(InputStream in, String name, long declared, Optional<String> wanted) {
        super(in);
        this.name = name;
        this.declared = declared;
        this.wanted = wanted;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count < 0) {
            end();
            return count;
        }
        present += count;
        if (present > declared) {
            throw new DamagedFileException(
                    "its entry [" + name + "] is longer than the " + declared + " bytes declared");
        }
        digest.update(buffer, offset, count);
        return count;
    }

    @Override
    public long skip(long bytes) {
        throw new UnsupportedOperationException("what is skipped is not checked");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void end() throws IOException {
        if (checksum.isPresent()) {
            return;
        }
        if (present < declared) {
            throw new DamagedFileException("its entry [" + name + "] has " + present + " of " + declared + " bytes");
        }
        String found = Sha256.hex(digest);
        if (wanted.isPresent() && !wanted.get().equals(found)) {
            throw new DamagedFileException("its entry [" + name + "] does not match its checksum");
        }
        checksum = Optional.of(found);
    }

    /** The checksum of all of it; it must have been read up to the end. */
    String checksum() {
        return checksum.orElseThrow(() -> new IllegalStateException("not read up to the end"));
    }
}
