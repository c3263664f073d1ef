/**
 * What stands in the embedded lab and how it is cabled, for any number of servers; start at
 * {@link io.github.pocstate.lab.internal.topology.Topology}.
 */
@NullMarked
package io.github.pocstate.lab.internal.topology;

import org.jspecify.annotations.NullMarked;
