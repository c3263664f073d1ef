/**
 * A snapshot as a file: what is in it, how it is sealed and checked, and how it fills a clone; nobody's API. Start at
 * {@link io.github.pocstate.snapshot.postgres.internal.file.SnapshotFile}.
 */
@NullMarked
package io.github.pocstate.snapshot.postgres.internal.file;

import org.jspecify.annotations.NullMarked;
