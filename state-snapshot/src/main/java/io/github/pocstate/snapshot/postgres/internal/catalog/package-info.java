/**
 * The snapshots that a server holds: sealed databases with their manifests, clones made ahead, and what is dropped later; nobody's
 * API. Start at {@link io.github.pocstate.snapshot.postgres.internal.catalog.SnapshotCatalog}.
 */
@NullMarked
package io.github.pocstate.snapshot.postgres.internal.catalog;

import org.jspecify.annotations.NullMarked;
