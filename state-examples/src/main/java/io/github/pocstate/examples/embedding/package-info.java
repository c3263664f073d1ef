/**
 * Small programs whose marked regions are the README; start at
 * {@link io.github.pocstate.examples.embedding.SessionTour}.
 */
@NullMarked
package io.github.pocstate.examples.embedding;

import org.jspecify.annotations.NullMarked;
