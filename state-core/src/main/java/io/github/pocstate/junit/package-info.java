/**
 * Tests that start from a phase, with JUnit 5.14 or later; start at {@link io.github.pocstate.junit.InPhase}.
 *
 * <p>JUnit is an optional dependency: nothing outside this package needs it.
 */
@NullMarked
package io.github.pocstate.junit;

import org.jspecify.annotations.NullMarked;
