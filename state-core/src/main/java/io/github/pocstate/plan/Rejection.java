package io.github.pocstate.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An object that the remote side refused to write, while the others of its batch went through; or that was not sent, since
 * it builds on such an object.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param kind kind of object, such as {@code devices}
 * @param subject the object, such as {@code srv-dc-north-0001}
 * @param message the remote side's words
 * @since 0.1
 */
public record Rejection(String kind, String subject, String message) {

    private static final int EXAMPLES = 10;

    /**
     * Many rejections as a person reads them, those of the same kind and message together.
     *
     * @param rejections the rejections
     * @return two lines per message, each with its end; empty without a rejection
     */
    public static String inWords(List<Rejection> rejections) {
        Map<String, List<Rejection>> byMessage = rejections.stream()
                .collect(Collectors.groupingBy(
                        rejection -> rejection.kind() + ": " + rejection.message(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        StringBuilder text = new StringBuilder();
        byMessage.forEach((message, refused) -> {
            String names =
                    refused.stream().limit(EXAMPLES).map(Rejection::subject).collect(Collectors.joining(", "));
            String more = refused.size() > EXAMPLES ? " and " + (refused.size() - EXAMPLES) + " more" : "";
            text.append("Refused, " + refused.size() + " " + message + "\n");
            text.append("  which: " + names + more + "\n");
        });
        return text.toString();
    }
}
