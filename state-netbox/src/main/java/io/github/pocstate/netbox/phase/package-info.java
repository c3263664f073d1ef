/**
 * What must hold for each server in each phase, and how a phase of your own says it; start at
 * {@link io.github.pocstate.netbox.phase.NetBoxPhase}.
 */
@NullMarked
package io.github.pocstate.netbox.phase;

import org.jspecify.annotations.NullMarked;
