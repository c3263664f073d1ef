/**
 * The lab as it is, read in pages; nobody's API. Start at
 * {@link io.github.pocstate.netbox.internal.read.InventoryReader}.
 */
@NullMarked
package io.github.pocstate.netbox.internal.read;

import org.jspecify.annotations.NullMarked;
