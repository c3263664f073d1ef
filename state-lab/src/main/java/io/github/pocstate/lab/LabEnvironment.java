package io.github.pocstate.lab;

import io.github.pocstate.lab.internal.database.LabDatabase;
import io.github.pocstate.lab.internal.service.LabPorts;
import io.github.pocstate.lab.internal.service.RedisService;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables by which a lab is used. */
public final class LabEnvironment {

    private LabEnvironment() {}

    /**
     * The variables of a lab.
     *
     * @param ports its ports
     * @return names and values, in the order in which they are printed
     */
    public static Map<String, String> of(LabPorts ports) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("NETBOX_URL", netBoxUrl(ports));
        variables.put("NETBOX_TOKEN", LabDatabase.TOKEN);
        variables.put("NETBOX_READONLY_TOKEN", LabDatabase.READONLY_TOKEN);
        variables.put("REDIS_HOST", LabPorts.HOST);
        variables.put("REDIS_PORT", String.valueOf(ports.redis()));
        variables.put("NETBOX_DB_URL", databaseUrl(ports));
        variables.put("NETBOX_CACHE_URL", cacheUrl(ports));
        return Collections.unmodifiableMap(variables);
    }

    static String netBoxUrl(LabPorts ports) {
        return "http://" + LabPorts.HOST + ":" + ports.netBox();
    }

    static String databaseUrl(LabPorts ports) {
        return "postgresql://" + LabDatabase.USER + ":" + LabDatabase.PASSWORD + "@" + LabPorts.HOST + ":"
                + ports.postgres() + "/" + LabDatabase.NAME;
    }

    static String cacheUrl(LabPorts ports) {
        return "redis://" + LabPorts.HOST + ":" + ports.redis() + "/" + RedisService.NETBOX_CACHE;
    }

    static String jdbcUrl(LabPorts ports) {
        return "jdbc:postgresql://" + LabPorts.HOST + ":" + ports.postgres() + "/" + LabDatabase.NAME + "?user="
                + LabDatabase.USER + "&password=" + LabDatabase.PASSWORD;
    }
}
