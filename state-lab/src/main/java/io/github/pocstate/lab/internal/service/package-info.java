/**
 * The processes of a lab, all on the loopback interface: PostgreSQL, Redis and the real NetBox; start at
 * {@link io.github.pocstate.lab.internal.service.PostgresService}.
 */
@NullMarked
package io.github.pocstate.lab.internal.service;

import org.jspecify.annotations.NullMarked;
