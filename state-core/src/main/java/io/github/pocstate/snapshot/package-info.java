/** The whole lab as a value; start at {@link io.github.pocstate.snapshot.Snapshots}. */
@NullMarked
package io.github.pocstate.snapshot;

import org.jspecify.annotations.NullMarked;
