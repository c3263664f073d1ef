/** What the embedded NetBox keeps: how each kind of object is stored, shown, found and written. Start at Resources. */
@NullMarked
package io.github.pocstate.lab.internal.netbox.model;

import org.jspecify.annotations.NullMarked;
