package io.github.pocstate.lab;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The lab that tests work on: the embedded one, started for the first test that asks, or with {@code -Preal-netbox} the
 * one that the environment names, which must be there.
 *
 * <p>The environment counts only when it is asked for by that profile, so that no test ever touches a NetBox whose
 * address somebody merely has in the environment.
 */
public final class LabOfTests {

    private static final String REAL = "pocstate.test.real-netbox";
    private static final List<String> NEEDED = List.of(
            "NETBOX_URL",
            "NETBOX_TOKEN",
            "NETBOX_READONLY_TOKEN",
            "REDIS_HOST",
            "REDIS_PORT",
            "NETBOX_DB_URL",
            "NETBOX_CACHE_URL");

    private LabOfTests() {}

    /** A variable of its environment, such as NETBOX_URL. */
    public static String variable(String name) {
        return Optional.ofNullable(Variables.ALL.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is no variable of the lab"));
    }

    /** All variables by which a process of its own finds the lab. */
    public static Map<String, String> variables() {
        return Variables.ALL;
    }

    /** The database of the lab for JDBC, with user and password. */
    public static String jdbcUrl() {
        URI database = URI.create(variable("NETBOX_DB_URL"));
        String[] user = database.getUserInfo().split(":", 2);
        return "jdbc:postgresql://" + database.getHost() + ":" + database.getPort() + database.getPath() + "?user="
                + user[0] + "&password=" + user[1];
    }

    /** Whether the tests were asked to run against the real NetBox that the environment names. */
    public static boolean isReal() {
        return Boolean.getBoolean(REAL);
    }

    /** Found or started when it is first needed. */
    private static final class Variables {

        static final Map<String, String> ALL = isReal() ? named() : started();

        private static Map<String, String> started() {
            return EmbeddedLab.builder().start().environment(); // it is closed when the process ends
        }

        private static Map<String, String> named() {
            List<String> missing = NEEDED.stream()
                    .filter(name -> System.getenv().getOrDefault(name, "").isBlank())
                    .toList();
            if (!missing.isEmpty()) {
                throw new IllegalStateException("no real lab: " + missing + " not set in the environment");
            }
            return NEEDED.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), System::getenv));
        }
    }
}
