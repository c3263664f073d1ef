/**
 * Conversations recorded on a real NetBox 4.7.3, replayed against the NetBox under test; start at
 * {@link io.github.pocstate.examples.lab.netbox.contract.NetBoxContractIT}.
 */
@NullMarked
package io.github.pocstate.examples.lab.netbox.contract;

import org.jspecify.annotations.NullMarked;
