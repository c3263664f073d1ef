/**
 * The lab as phases see it: servers, their addresses, cables and journals; start at
 * {@link io.github.pocstate.netbox.model.Server}.
 */
@NullMarked
package io.github.pocstate.netbox.model;

import org.jspecify.annotations.NullMarked;
