/**
 * Snapshots of any PostgreSQL database, one class for each of the verbs; start at
 * {@link io.github.pocstate.snapshot.postgres.PostgresSnapshots}. What they are told and what they return is in {@code model}.
 */
@NullMarked
package io.github.pocstate.snapshot.postgres;

import org.jspecify.annotations.NullMarked;
