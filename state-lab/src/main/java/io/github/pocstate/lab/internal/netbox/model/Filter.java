package io.github.pocstate.lab.internal.netbox.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A way to narrow a list: turns the values of a query parameter into a condition on the rows. */
@FunctionalInterface
interface Filter {

    /** The condition in SQL, {@code $} standing for the row. */
    String condition(Asked asked);

    /** The endings of its name that it understands; a name with another ending is one that NetBox does not know. */
    default Set<String> lookups() {
        return Set.of("", "n");
    }

    /** Whether an empty value means that nothing is asked for; else it is a value like any other. */
    default boolean ignoresEmpty() {
        return false;
    }

    String NOT_AMONG_CHOICES = "Select a valid choice. %s is not one of the available choices.";

    Set<String> TEXT_LOOKUPS = Set.of("", "n", "ie", "nie", "ic", "nic", "isw", "nisw", "iew", "niew", "empty");

    Set<String> NUMBER_LOOKUPS = Set.of("", "n", "gt", "gte", "lt", "lte", "empty");

    /** The same with other endings, empty values meaning nothing. */
    private static Filter understanding(Set<String> lookups, Filter filter) {
        return new Filter() {
            @Override
            public String condition(Asked asked) {
                return filter.condition(asked);
            }

            @Override
            public Set<String> lookups() {
                return lookups;
            }

            @Override
            public boolean ignoresEmpty() {
                return true;
            }
        };
    }

    /**
     * What was asked for.
     *
     * @param parameter the whole name, such as {@code name__ic}
     * @param lookup its ending, empty for the plain name
     * @param values one or more values, of which one must match
     */
    record Asked(String parameter, String lookup, List<String> values, Work work, Bindings bindings) {

        /** The values as numbers; NetBox refuses others. */
        List<Long> numbers() {
            List<Long> numbers = new ArrayList<>();
            for (String value : values) {
                try {
                    numbers.add(Long.valueOf(value.strip()));
                } catch (NumberFormatException e) {
                    throw refused("Enter a whole number.");
                }
            }
            return numbers;
        }

        boolean yes() {
            return Set.of("true", "1", "yes").contains(values.get(0).toLowerCase(Locale.ROOT));
        }

        InvalidException refused(String message) {
            FieldErrors errors = new FieldErrors();
            errors.add(parameter, message);
            return new InvalidException(errors);
        }

        /** The same with some of the values. */
        Asked with(List<String> some) {
            return new Asked(parameter, lookup, some, work, bindings);
        }
    }

    static Filter text(String column) {
        return text(column, "%s = s.v");
    }

    /** Text whose plain filter does not tell capitals from small letters. */
    static Filter textIgnoringCase(String column) {
        return text(column, "lower(%s) = lower(s.v)");
    }

    private static Filter text(String column, String equality) {
        return understanding(TEXT_LOOKUPS, asked -> {
            boolean not = asked.lookup().startsWith("n");
            String sought = "(SELECT unnest(" + asked.bindings().text(asked.values()) + "::text[]))";
            String match = switch (asked.lookup()) {
                case "ic", "nic" -> any(column, "position(lower(s.v) IN lower(%s)) > 0", sought);
                case "isw", "nisw" -> any(column, "starts_with(lower(%s), lower(s.v))", sought);
                case "iew", "niew" -> any(column, "right(lower(%s), length(s.v)) = lower(s.v)", sought);
                case "ie", "nie" -> any(column, "lower(%s) = lower(s.v)", sought);
                case "empty" -> "(coalesce(" + column + ", '') = '') = " + asked.yes();
                default -> any(column, equality, sought);
            };
            return not ? "NOT (" + match + ")" : match;
        });
    }

    private static String any(String column, String comparison, String sought) {
        return "EXISTS (SELECT FROM " + sought + " s(v) WHERE " + String.format(Locale.ROOT, comparison, column) + ")";
    }

    static Filter number(String column) {
        return understanding(NUMBER_LOOKUPS, asked -> {
            if (asked.lookup().equals("empty")) {
                return "(" + column + " IS NULL) = " + asked.yes();
            }
            String numbers = asked.bindings().numbers(asked.numbers());
            return switch (asked.lookup()) {
                case "n" -> column + " <> ALL (" + numbers + ")";
                case "gt" -> column + " > ANY (" + numbers + ")";
                case "gte" -> column + " >= ANY (" + numbers + ")";
                case "lt" -> column + " < ANY (" + numbers + ")";
                case "lte" -> column + " <= ANY (" + numbers + ")";
                default -> column + " = ANY (" + numbers + ")";
            };
        });
    }

    static Filter choice(String column, Choices choices) {
        return asked -> {
            refuseUnless(asked, choices::has, NOT_AMONG_CHOICES);
            String match = column + " = ANY (" + asked.bindings().text(asked.values()) + ")";
            return asked.lookup().equals("n") ? "NOT (" + match + ")" : match;
        };
    }

    static Filter flag(String condition) {
        return understanding(Set.of(""), asked -> "(" + condition + ") = " + asked.yes());
    }

    /** Rows that refer to an object by its id; an id that no object has is refused. */
    static Filter byId(String column, String table) {
        return orNone(column, related(table, "id", ids -> column + " IN (" + ids + ")"));
    }

    /** Rows that refer to an object by a name of its own, such as a slug; one that no object has is refused. */
    static Filter byName(String column, String table, String name) {
        return orNone(column, related(table, name, ids -> column + " IN (" + ids + ")"));
    }

    /** As {@link #byName}, and what lies below the objects in their tree counts, too. */
    static Filter byTree(String column, String table, String name) {
        return orNone(
                column,
                related(
                        table,
                        name,
                        ids -> column + " IN (SELECT below.id FROM " + table + " top JOIN " + table
                                + " below ON below.path <@ top.path WHERE top.id IN (" + ids + "))"));
    }

    /** The value {@code null} asks for rows that refer to nothing. */
    private static Filter orNone(String column, Filter filter) {
        return asked -> {
            List<String> objects = asked.values().stream()
                    .filter(value -> !value.equals("null"))
                    .toList();
            if (objects.size() == asked.values().size()) {
                return filter.condition(asked);
            }
            String none = column + " IS " + (asked.lookup().equals("n") ? "NOT " : "") + "NULL";
            return objects.isEmpty() ? none : "(" + none + " OR " + filter.condition(asked.with(objects)) + ")";
        };
    }

    /** Rows for which a condition on the ids of existing objects holds. */
    static Filter related(String table, String name, Function<String, String> condition) {
        return asked -> {
            if (name.equals("id")) {
                refuseUnless(asked, value -> value.strip().matches("\\d{1,18}"), "“%s” is not a valid value.");
            }
            Set<String> known = asked.work().known(table, name, asked.values());
            refuseUnless(asked, known::contains, NOT_AMONG_CHOICES);
            String ids = "SELECT r.id FROM " + table + " r WHERE r." + name + "::text = ANY ("
                    + asked.bindings().text(asked.values()) + ")";
            String match = condition.apply(ids);
            return asked.lookup().equals("n") ? "NOT (" + match + ")" : match;
        };
    }

    private static void refuseUnless(Asked asked, Predicate<String> valid, String message) {
        asked.values().stream().filter(valid.negate()).findFirst().ifPresent(value -> {
            throw asked.refused(String.format(Locale.ROOT, message, value));
        });
    }

    /** Rows that carry every one of the tags. */
    static Filter tags(Resource resource, String name) {
        return asked -> asked.values().stream()
                .map(value -> related(
                                "extras_tag",
                                name,
                                ids -> "EXISTS (SELECT FROM extras_taggeditem i"
                                        + " WHERE i.object_id = $.id AND i.content_type_id = " + resource.typeId()
                                        + " AND i.tag_id IN (" + ids + "))")
                        .condition(asked.with(List.of(value))))
                .collect(Collectors.joining(" AND "));
    }
}
