package io.github.pocstate.snapshot.postgres.internal.rows;

/**
 * One row: where it lies, what tells it apart, what it holds.
 *
 * @param location where it lies
 * @param identity a hash of its primary key, or of all of it
 * @param content a hash of all that counts of it
 */
record RowDigest(long location, long identity, long content) {}
