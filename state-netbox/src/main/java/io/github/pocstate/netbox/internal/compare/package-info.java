/**
 * What stands between the lab and a phase; nobody's API. Start at
 * {@link io.github.pocstate.netbox.internal.compare.Difference}.
 */
@NullMarked
package io.github.pocstate.netbox.internal.compare;

import org.jspecify.annotations.NullMarked;
