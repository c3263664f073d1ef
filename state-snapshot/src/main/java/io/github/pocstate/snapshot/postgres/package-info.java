/**
 * Snapshots of any PostgreSQL database; start at {@link io.github.pocstate.snapshot.postgres.PostgresSnapshots}.
 */
@NullMarked
package io.github.pocstate.snapshot.postgres;

import org.jspecify.annotations.NullMarked;
