package io.github.pocstate.netbox.dto;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What NetBox says of itself.
 *
 * @param netboxVersion such as {@code 4.7.3}
 *
 * @since 0.1
 */
public record StatusDto(@JsonProperty("netbox-version") String netboxVersion) {}
