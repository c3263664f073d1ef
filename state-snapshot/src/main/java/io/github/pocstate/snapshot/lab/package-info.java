/**
 * The whole lab as a snapshot: its database, its keys in Redis, and what the application must be told; start at
 * {@link io.github.pocstate.snapshot.lab.LabSnapshots}.
 */
@NullMarked
package io.github.pocstate.snapshot.lab;

import org.jspecify.annotations.NullMarked;
