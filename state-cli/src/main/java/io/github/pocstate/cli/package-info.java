/** The command line {@code poc-state}; start at {@link io.github.pocstate.cli.PocStateMain}. */
@NullMarked
package io.github.pocstate.cli;

import org.jspecify.annotations.NullMarked;
