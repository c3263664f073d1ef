package io.github.pocstate.snapshot.postgres.internal.file;

import java.io.IOException;

/** What is wrong with a snapshot's file, in words that end a sentence which names the file. */
final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedFileException(String what) {
        super(what);
    }
}
