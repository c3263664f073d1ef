/**
 * What stands in the embedded lab and how it is cabled, for any number of servers; start at
 * {@link io.github.pocstate.examples.lab.topology.Topology}.
 */
@NullMarked
package io.github.pocstate.examples.lab.topology;

import org.jspecify.annotations.NullMarked;
