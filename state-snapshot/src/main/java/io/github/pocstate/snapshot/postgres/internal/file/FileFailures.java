package io.github.pocstate.snapshot.postgres.internal.file;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** What can go wrong with a snapshot's file, in the words of this library. */
public final class FileFailures {

    private FileFailures() {}

    static SnapshotException reading(Path file, IOException cause) {
        if (cause instanceof DamagedFileException) {
            return failure(
                    "This is no whole snapshot: " + cause.getMessage() + ".", file, "copy or export it again", cause);
        }
        if (cause instanceof ZipException || cause instanceof EOFException) {
            return failure(
                    "This is no whole snapshot: as a ZIP archive it is broken.",
                    file,
                    "copy or export it again",
                    cause);
        }
        return failure("The file cannot be read: " + reason(cause) + ".", file, "check its path and rights", cause);
    }

    public static SnapshotException writing(Path file, IOException cause) {
        return failure(
                "The file cannot be written: " + reason(cause) + ".", file, "mend that or choose another path", cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "there is a file already";
        }
        if (cause instanceof AccessDeniedException) {
            return "access is denied";
        }
        return String.valueOf(cause.getMessage());
    }

    private static SnapshotException failure(String what, Path file, String remedy, IOException cause) {
        return new SnapshotException(
                Fault.USER, new Problem(what, file.toString(), remedy + "; nothing was changed"), cause);
    }
}
