/** A small NetBox in Java, on NetBox's own tables: what the phases use of its REST API. Start at EmbeddedNetBox. */
@NullMarked
package io.github.pocstate.lab.internal.netbox;

import org.jspecify.annotations.NullMarked;
