package io.github.pocstate.netbox.internal.read;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.config.Setting;
import io.github.pocstate.netbox.dto.InterfaceDto;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.model.Inventory;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refuses settings that fit no server: with them, every server would look broken, or nothing would have to be done. A server
 * without such an interface is no reason while another one has it, in scope or not.
 *
 * @param lab how the lab is said to be modelled
 * @param interfaces asks NetBox for a page of interfaces
 * @param roles the roles of servers
 * @param url where NetBox is, for the reader of an error
 */
record SettingsFit(
        LabSettings lab, Function<Map<String, Object>, Page<InterfaceDto>> interfaces, Set<Long> roles, String url) {

    private static final int SAMPLE = 1000;
    private static final int EXAMPLES = 10;

    void require(Inventory inventory, BmcPrefixes prefixes) {
        if (prefixes.all().isEmpty()) {
            throw new ConfigurationException(new Problem(
                    Setting.POC_STATE_BMC_PREFIX_ROLE + " fits no prefix: [" + lab.bmcPrefixRole()
                            + "]. Nothing was written.",
                    url + ", its prefixes",
                    "give the BMC prefix of each site this role in NetBox, or set " + Setting.POC_STATE_BMC_PREFIX_ROLE
                            + "; the token must be allowed to view prefixes"));
        }
        if (inventory.servers().stream().allMatch(server -> server.bmc().isEmpty())) {
            requireInterface(Setting.POC_STATE_BMC_INTERFACE, lab.bmcInterface());
        }
        if (!Setting.POC_STATE_MGMT_INTERFACE.defaultValue().equals(Optional.of(lab.mgmtInterface()))) {
            requireInterface(Setting.POC_STATE_MGMT_INTERFACE, lab.mgmtInterface());
        }
        if (inventory.servers().stream()
                .allMatch(server -> server.cabling().nics().isEmpty())) {
            requireNics();
        }
    }

    private void requireInterface(Setting setting, String name) {
        if (!isThere(Map.of("name", List.of(name)))) {
            throw misfit(setting, name, "interfaces", InterfaceDto::name);
        }
    }

    private void requireNics() {
        if (isThere(Map.of("description__isw", lab.nicDescription()))) {
            return;
        }
        if (lab.nicNames().isEmpty()) {
            throw misfit(
                    Setting.POC_STATE_NIC_DESCRIPTION,
                    lab.nicDescription(),
                    "interfaces with the descriptions",
                    InterfaceDto::description);
        }
        if (!isThere(Map.of("name", lab.nicNames()))) {
            throw misfit(
                    Setting.POC_STATE_NIC_NAMES, String.join(",", lab.nicNames()), "interfaces", InterfaceDto::name);
        }
    }

    private boolean isThere(Map<String, Object> filter) {
        return !page(filter, 1).isEmpty();
    }

    private List<InterfaceDto> page(Map<String, Object> filter, int limit) {
        Map<String, Object> query = new LinkedHashMap<>(filter);
        query.put("device_role_id", roles);
        query.put("fields", "id,device,name,description");
        query.put("ordering", "id");
        query.put("limit", limit);
        return interfaces.apply(query).results();
    }

    private ConfigurationException misfit(
            Setting setting, String value, String what, Function<InterfaceDto, @Nullable String> text) {
        Map<String, Long> counts = page(Map.of(), SAMPLE).stream()
                .map(text)
                .filter(Objects::nonNull)
                .filter(words -> !words.isBlank())
                .collect(Collectors.groupingBy(words -> words, Collectors.counting()));
        List<String> most = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(EXAMPLES)
                .map(Map.Entry::getKey)
                .toList();
        return new ConfigurationException(new Problem(
                setting + " fits no server: [" + value + "]. Nothing was written.",
                url + ", where servers have the " + what + " " + most,
                "set " + setting + " as it is in NetBox"));
    }
}
