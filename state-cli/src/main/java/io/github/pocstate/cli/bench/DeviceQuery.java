package io.github.pocstate.cli.bench;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * Devices of one status: all of them, or one.
 *
 * @param status the status, as the REST API spells it
 * @param device the id of the only device that counts; empty for all
 */
record DeviceQuery(String status, OptionalLong device) {

    static DeviceQuery all(String status) {
        return new DeviceQuery(status, OptionalLong.empty());
    }

    /** A list of the REST API whose count tells their number. */
    String path() {
        String id = device.isPresent() ? "&id=" + device.getAsLong() : "";
        return "/api/dcim/devices/?status=" + status + id + "&limit=1&fields=id";
    }

    /** A query of NetBox's GraphQL API that lists them. */
    String graphQl() {
        String id = device.isPresent() ? ", id: {exact: \"" + device.getAsLong() + "\"}" : "";
        String constant = "STATUS_" + status.toUpperCase(Locale.ROOT);
        return "{device_list(filters: {status: {exact: " + constant + "}" + id + "}) {id}}";
    }
}
