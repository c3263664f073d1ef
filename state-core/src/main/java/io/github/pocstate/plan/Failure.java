package io.github.pocstate.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A server whose right state in a phase is a failure: its discovery failed, or its cables cannot be inverted.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param server name of the server
 * @param reason why, in words that are equal for equal reasons
 * @param remedy what to do about it
 * @since 0.1
 */
public record Failure(String server, String reason, String remedy) {

    private static final int EXAMPLES = 3;

    /**
     * Many failures as a person reads them, those of the same reason together.
     *
     * @param failures the failures
     * @return three lines per reason, each with its end; empty without a failure
     */
    public static String inWords(List<Failure> failures) {
        Map<String, List<Failure>> byReason =
                failures.stream().collect(Collectors.groupingBy(Failure::reason, TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder();
        byReason.forEach((reason, servers) -> {
            String names = servers.stream().limit(EXAMPLES).map(Failure::server).collect(Collectors.joining(", "));
            String more = servers.size() > EXAMPLES ? " and " + (servers.size() - EXAMPLES) + " more" : "";
            text.append("Failed as the phase says, "
                    + (servers.size() == 1 ? "1 server: " : servers.size() + " servers: ") + reason + "\n");
            text.append("  which: " + names + more + "\n");
            text.append("  do:    " + servers.get(0).remedy() + "\n");
        });
        return text.toString();
    }
}
