/**
 * One NetBox over HTTP: where a connection leads, what is repeated, which answers are believed, and what errors mean; nobody's
 * API. Start at {@link io.github.pocstate.netbox.internal.client.NetBoxClient}.
 */
@NullMarked
package io.github.pocstate.netbox.internal.client;

import org.jspecify.annotations.NullMarked;
