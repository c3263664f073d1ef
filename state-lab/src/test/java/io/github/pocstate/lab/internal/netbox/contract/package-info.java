/**
 * Conversations recorded on a real NetBox 4.7.3, replayed against the NetBox under test; start at
 * {@link io.github.pocstate.lab.internal.netbox.contract.NetBoxContractIT}.
 */
@NullMarked
package io.github.pocstate.lab.internal.netbox.contract;

import org.jspecify.annotations.NullMarked;
