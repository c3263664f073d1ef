/**
 * How a lab is brought into a phase: read, compared, planned and written, each in a package of its own but the plan, which is
 * here; nobody's API. Start at {@link io.github.pocstate.netbox.internal.NetBoxLab}.
 */
@NullMarked
package io.github.pocstate.netbox.internal;

import org.jspecify.annotations.NullMarked;
