/** Measurements; start at {@link io.github.pocstate.cli.bench.TransitionBenchmark}. */
@NullMarked
package io.github.pocstate.cli.bench;

import org.jspecify.annotations.NullMarked;
