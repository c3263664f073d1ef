/** Measurements; start at {@link io.github.pocstate.examples.bench.TransitionBenchmark}. */
@NullMarked
package io.github.pocstate.examples.bench;

import org.jspecify.annotations.NullMarked;
