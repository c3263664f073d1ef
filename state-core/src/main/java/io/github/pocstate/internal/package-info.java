/** The engine; nobody's API, it may change any day. Start at {@link io.github.pocstate.internal.Engine}. */
@NullMarked
package io.github.pocstate.internal;

import org.jspecify.annotations.NullMarked;
