package io.github.pocstate.snapshot.postgres.model;

/**
 * Where a table's rows lie and who wrote them, as three numbers.
 *
 * <p>Two tables of one lineage (one database a clone of the other, or both of a third) with equal fingerprints hold equal
 * rows. Unequal fingerprints say nothing: the same rows may have been written again.
 *
 * @param file the file the rows are in; another one after TRUNCATE, CLUSTER or VACUUM FULL
 * @param rows how many
 * @param digest over the place and the writing transaction of each row
 * @since 0.1
 */
public record TableFingerprint(long file, long rows, long digest) {}
