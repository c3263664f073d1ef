/** The command line {@code poc-state}; start at {@link io.github.pocstate.examples.cli.PocStateMain}. */
@NullMarked
package io.github.pocstate.examples.cli;

import org.jspecify.annotations.NullMarked;
