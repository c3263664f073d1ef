package io.github.pocstate.config;

import java.util.List;

/**
 * How the lab is modelled in NetBox.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param serverRole servers are the devices whose role slug contains this
 * @param bmcInterface name of the BMC interface
 * @param mgmtInterface name of the management interface
 * @param nicDescription production NICs are the first two interfaces whose description starts with this
 * @param nicNames names of the production NICs of servers without such a description; empty or two
 * @param bmcPrefixRole role slug of the prefixes that BMC addresses come from
 * @param tag slug of the tag that marks what is ours
 * @since 0.1
 */
public record LabSettings(
        String serverRole,
        String bmcInterface,
        String mgmtInterface,
        String nicDescription,
        List<String> nicNames,
        String bmcPrefixRole,
        String tag) {

    /**
     * Copies the list.
     *
     * @param serverRole servers are the devices whose role slug contains this
     * @param bmcInterface name of the BMC interface
     * @param mgmtInterface name of the management interface
     * @param nicDescription production NICs are the first two interfaces whose description starts with this
     * @param nicNames names of the production NICs of servers without such a description; empty or two
     * @param bmcPrefixRole role slug of the prefixes that BMC addresses come from
     * @param tag slug of the tag that marks what is ours
     */
    public LabSettings {
        nicNames = List.copyOf(nicNames);
    }
}
