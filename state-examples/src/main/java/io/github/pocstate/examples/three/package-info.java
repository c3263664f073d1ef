/** A phase of one's own; start at {@link io.github.pocstate.examples.three.PhaseThree}. */
@NullMarked
package io.github.pocstate.examples.three;

import org.jspecify.annotations.NullMarked;
