/**
 * One PostgreSQL server: connections, databases, sessions, locks, and what the role may do; nobody's API. Start at
 * {@link io.github.pocstate.snapshot.postgres.internal.server.Server}.
 */
@NullMarked
package io.github.pocstate.snapshot.postgres.internal.server;

import org.jspecify.annotations.NullMarked;
