package io.github.pocstate.lab.internal.netbox.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which part of a list is asked for: {@code limit} and {@code offset}, or {@code start} with the lowest id.
 *
 * @param limit how many objects
 * @param offset how many are passed over
 * @param start the lowest id, when pages go by id
 */
record Paging(int limit, int offset, OptionalLong start) {

    private static final int DEFAULT_LIMIT = 50; // PAGINATE_COUNT
    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";
    private static final String START = "start";

    /**
     * Reads the parameters.
     *
     * @param maxPageSize MAX_PAGE_SIZE: more is cut to it, without a word
     */
    static Paging of(Query query, int maxPageSize) {
        OptionalLong start = start(query);
        if (start.isPresent() && query.has(OFFSET)) {
            throw refused("'start' and 'offset' are mutually exclusive.");
        }
        if (start.isPresent() && query.has("ordering")) {
            throw refused("Ordering cannot be specified in conjunction with cursor-based pagination.");
        }
        int limit = number(query, LIMIT).orElse(DEFAULT_LIMIT);
        int most = limit == 0 ? maxPageSize : Math.min(limit, maxPageSize);
        return new Paging(most, number(query, OFFSET).orElse(0), start);
    }

    private static OptionalLong start(Query query) {
        Optional<String> text = query.last(START);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches("\\d{1,18}")) {
            throw refused("Invalid 'start' parameter: must be a non-negative integer.");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    private static AnswerException refused(String message) {
        return new AnswerException(Answer.json(
                Answer.BAD_REQUEST, JsonNodeFactory.instance.arrayNode().add(message)));
    }

    /** What is no number is ignored. */
    private static OptionalInt number(Query query, String name) {
        return query.last(name)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    /** The part of the list, in SQL. */
    String window() {
        return "LIMIT " + limit + " OFFSET " + offset;
    }

    /** A page with its links, given how many objects match in all. */
    String page(Request request, long count, List<String> objects) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put("count", count);
        head.put("next", offset + limit < count ? link(request, offset + limit) : null);
        head.put("previous", offset > 0 ? link(request, offset - limit) : null);
        return withResults(head, objects);
    }

    private String link(Request request, int to) {
        String rest = to <= 0
                ? request.query().with(Map.of(LIMIT, String.valueOf(limit)), Set.of(OFFSET))
                : request.query().with(Map.of(LIMIT, String.valueOf(limit), OFFSET, String.valueOf(to)), Set.of());
        return request.base() + request.path() + "?" + rest;
    }

    /** A page by ids: not counted, the next one starts behind its last id. */
    String pageById(Request request, OptionalLong last, List<String> objects) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.putNull("count");
        boolean more = objects.size() == limit && last.isPresent();
        head.put(
                "next",
                more
                        ? request.base() + request.path() + "?"
                                + request.query()
                                        .with(
                                                Map.of(
                                                        LIMIT,
                                                        String.valueOf(limit),
                                                        START,
                                                        String.valueOf(last.getAsLong() + 1)),
                                                Set.of())
                        : null);
        head.putNull("previous");
        return withResults(head, objects);
    }

    private static String withResults(ObjectNode head, List<String> objects) {
        String text = head.toString();
        return text.substring(0, text.length() - 1) + ",\"results\":[" + String.join(",", objects) + "]}";
    }
}
