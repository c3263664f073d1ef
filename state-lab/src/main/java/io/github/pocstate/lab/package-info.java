/**
 * A lab to try things on, made on this machine: PostgreSQL, Redis and a NetBox with made-up servers; start at
 * {@link io.github.pocstate.lab.EmbeddedLab}.
 */
@NullMarked
package io.github.pocstate.lab;

import org.jspecify.annotations.NullMarked;
