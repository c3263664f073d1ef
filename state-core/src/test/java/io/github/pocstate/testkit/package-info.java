/**
 * Contracts and fakes for whoever tests an adapter or a phase; start at {@link io.github.pocstate.testkit.PhaseContract}.
 */
@NullMarked
package io.github.pocstate.testkit;

import org.jspecify.annotations.NullMarked;
