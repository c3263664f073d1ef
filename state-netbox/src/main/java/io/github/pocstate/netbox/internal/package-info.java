/**
 * How NetBox is read in pages, compared with a phase and written in bulk; nobody's API. Start at
 * {@link io.github.pocstate.netbox.internal.NetBoxLab}.
 */
@NullMarked
package io.github.pocstate.netbox.internal;

import org.jspecify.annotations.NullMarked;
