/** What would change and in which order; start at {@link io.github.pocstate.plan.Plan}. */
@NullMarked
package io.github.pocstate.plan;

import org.jspecify.annotations.NullMarked;
