/** What the embedded NetBox keeps: how each kind of object is stored, shown, found and written. Start at Resources. */
@NullMarked
package io.github.pocstate.examples.lab.netbox.model;

import org.jspecify.annotations.NullMarked;
