/**
 * What the snapshots of a database are told and what they return: its address, what is left alone, manifests, results; start at
 * {@link io.github.pocstate.snapshot.postgres.model.PostgresSettings} and
 * {@link io.github.pocstate.snapshot.postgres.model.Manifest}.
 */
@NullMarked
package io.github.pocstate.snapshot.postgres.model;

import org.jspecify.annotations.NullMarked;
