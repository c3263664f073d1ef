/**
 * Contracts for whoever writes a phase for NetBox; start at
 * {@link io.github.pocstate.netbox.testkit.NetBoxPhaseContract}.
 */
@NullMarked
package io.github.pocstate.netbox.testkit;

import org.jspecify.annotations.NullMarked;
