package io.github.pocstate.snapshot.postgres.internal.rows;

/**
 * One row: where it lies, and what tells it apart.
 *
 * @param location where it lies
 * @param identity a hash of its primary key
 */
record RowKey(long location, long identity) {}
