/** Whether the lab really is in a phase; start at {@link io.github.pocstate.verify.Verification}. */
@NullMarked
package io.github.pocstate.verify;

import org.jspecify.annotations.NullMarked;
