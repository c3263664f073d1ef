package io.github.pocstate.snapshot.postgres.internal.file;

/**
 * The rows of a table in three numbers, the same whatever order the rows come in.
 *
 * @param rows how many
 * @param bytes how long they are as COPY writes them, with a line feed after each
 * @param digest the sum of the rows' checksums
 */
public record Tally(long rows, long bytes, long digest) {

    public Tally {
        if (rows < 0 || bytes < rows) {
            throw new IllegalArgumentException(rows + " rows in " + bytes + " bytes");
        }
    }
}
