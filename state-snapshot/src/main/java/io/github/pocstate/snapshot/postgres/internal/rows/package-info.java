/**
 * The rows of two databases: which tables differ, which rows of them, and how one side is made equal to the other; nobody's API.
 * Start at {@link io.github.pocstate.snapshot.postgres.internal.rows.Fingerprinter} (tables),
 * {@link io.github.pocstate.snapshot.postgres.internal.rows.DeltaFinder} (rows) and
 * {@link io.github.pocstate.snapshot.postgres.internal.rows.DeltaWriter}.
 */
@NullMarked
package io.github.pocstate.snapshot.postgres.internal.rows;

import org.jspecify.annotations.NullMarked;
