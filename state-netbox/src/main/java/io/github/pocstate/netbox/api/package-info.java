/**
 * NetBox's REST API, one Feign interface per NetBox app, lists and bulk requests only; start at
 * {@link io.github.pocstate.netbox.api.DcimApi}.
 */
@NullMarked
package io.github.pocstate.netbox.api;

import org.jspecify.annotations.NullMarked;
