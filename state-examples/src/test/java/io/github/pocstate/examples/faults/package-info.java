/** What goes wrong between us and the lab: start at {@link io.github.pocstate.examples.faults.FaultProxy}. */
@NullMarked
package io.github.pocstate.examples.faults;

import org.jspecify.annotations.NullMarked;
