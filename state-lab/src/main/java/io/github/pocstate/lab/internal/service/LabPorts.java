package io.github.pocstate.lab.internal.service;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of a lab, all on the loopback interface.
 *
 * @param netBox NetBox's
 * @param postgres PostgreSQL's
 * @param redis Redis's
 */
public record LabPorts(int netBox, int postgres, int redis) {

    /** The loopback address that everything of a lab listens on. */
    public static final String HOST = "127.0.0.1";

    /**
     * Three neighbours.
     *
     * @param base NetBox's port; PostgreSQL's is the next one, Redis's the one after
     * @return the ports
     */
    public static LabPorts startingAt(int base) {
        return new LabPorts(base, base + 1, base + 2);
    }

    Map<String, Integer> byService() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("NetBox", netBox);
        ports.put("PostgreSQL", postgres);
        ports.put("Redis", redis);
        return ports;
    }
}
