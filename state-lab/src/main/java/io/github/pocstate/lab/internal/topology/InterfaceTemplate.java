package io.github.pocstate.lab.internal.topology;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An interface that every device of a type has.
 *
 * @param name its name, unique on the device
 * @param type NetBox's word for the kind of port
 * @param management whether it carries management traffic only
 * @param description its description, may be empty
 */
public record InterfaceTemplate(String name, String type, boolean management, String description) {

    static final String COPPER = "1000base-t";
    static final String SFP28 = "25gbase-x-sfp28";

    static final List<InterfaceTemplate> MANAGEMENT_SWITCH = ports("ge-0/0/", COPPER);
    static final List<InterfaceTemplate> PRODUCTION_SWITCH = ports("xe-0/0/", SFP28);
    static final List<InterfaceTemplate> SERVER = List.of(
            new InterfaceTemplate("bmc", COPPER, true, "BMC"),
            new InterfaceTemplate("mgmt0", COPPER, true, ""),
            new InterfaceTemplate("ens1f0", SFP28, false, "Production Network SFP Interface 1"),
            new InterfaceTemplate("ens2f0", SFP28, false, "Production Network SFP Interface 2"));

    private static List<InterfaceTemplate> ports(String prefix, String type) {
        return IntStream.range(0, Topology.PORTS_PER_SWITCH)
                .mapToObj(port -> new InterfaceTemplate(prefix + port, type, false, ""))
                .toList();
    }
}
