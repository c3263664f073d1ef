/** What a user needs on one screen; start at {@link io.github.pocstate.PocState}. */
@NullMarked
package io.github.pocstate;

import org.jspecify.annotations.NullMarked;
