/** The adapter for NetBox and Redis; start at {@link io.github.pocstate.netbox.NetBoxLabProvider}. */
@NullMarked
package io.github.pocstate.netbox;

import org.jspecify.annotations.NullMarked;
