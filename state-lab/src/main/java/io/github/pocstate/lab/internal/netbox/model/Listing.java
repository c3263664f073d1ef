package io.github.pocstate.lab.internal.netbox.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of a kind that match a query: counted, named, shown. A filter that nobody knows is ignored. */
public final class Listing {

    /** Columns by which clients may order a list. */
    private static final Set<String> ORDERED_BY = Set.of(
            "id",
            "name",
            "slug",
            "label",
            "status",
            "created",
            "last_updated",
            "address",
            "description",
            "kind",
            "serial");

    private final Resource resource;
    private final Work work;
    private final Bindings bindings = new Bindings();
    private final String condition;
    private final String order;

    /**
     * Understands the query.
     *
     * @param query parameters by name; {@code name__ic} is the filter {@code name} with the ending {@code ic}
     * @param start the lowest id
     * @throws InvalidException a filter refuses its value
     */
    public Listing(Resource resource, Map<String, List<String>> query, OptionalLong start, Work work) {
        this.resource = resource;
        this.work = work;
        List<String> conditions = new ArrayList<>();
        FieldErrors errors = new FieldErrors();
        query.forEach((name, values) -> {
            try {
                condition(name, values).ifPresent(conditions::add);
            } catch (InvalidException refused) {
                errors.addAll(refused.errors());
            }
        });
        errors.throwIfAny();
        start.ifPresent(id -> conditions.add("$.id >= " + id));
        conditions.add(visible());
        this.condition = String.join(" AND ", conditions);
        this.order = start.isPresent() ? "$.id" : order(query.getOrDefault("ordering", List.of()));
    }

    /** A superuser sees all; others what a permission shows them, of constraints those that name columns and values. */
    private String visible() {
        String user = bindings.add(work.userId());
        return "((SELECT u.is_superuser FROM users_user u WHERE u.id = " + user + ")"
                + " OR EXISTS (SELECT FROM users_objectpermission p"
                + " JOIN users_user_object_permissions pu ON pu.objectpermission_id = p.id AND pu.user_id = " + user
                + " JOIN users_objectpermission_object_types pt ON pt.objectpermission_id = p.id"
                + " AND pt.contenttype_id = " + resource.typeId()
                + " WHERE p.enabled AND 'view' = ANY (p.actions)"
                + " AND (p.constraints IS NULL OR p.constraints <@ to_jsonb($))))";
    }

    private Optional<String> condition(String name, List<String> values) {
        int ending = name.lastIndexOf("__");
        String plain = ending < 0 ? name : name.substring(0, ending);
        String lookup = ending < 0 ? "" : name.substring(ending + 2);
        Optional<Filter> known =
                resource.filter(plain).filter(filter -> filter.lookups().contains(lookup));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<String> asked = values.stream()
                .filter(value -> !value.isEmpty() || !known.get().ignoresEmpty())
                .toList();
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of(known.get().condition(new Filter.Asked(name, lookup, asked, work, bindings)));
    }

    private String order(List<String> asked) {
        String own = resource.order();
        String wanted = asked.stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .filter(name -> ORDERED_BY.contains(name.replaceFirst("^-", ""))
                        && resource.field(name.replaceFirst("^-", "")).isPresent())
                .map(name -> "$." + name.replaceFirst("^-", "") + (name.startsWith("-") ? " DESC" : ""))
                .collect(Collectors.joining(", "));
        return wanted.isEmpty() ? own : wanted;
    }

    /** How many there are in all. */
    public long count() {
        return bindings.bindTo(work.handle()
                        .createQuery("SELECT count(*) FROM " + resource.table() + " " + Row.TOP.alias() + " WHERE "
                                + Row.TOP.in(condition)))
                .mapTo(Long.class)
                .one();
    }

    /** The ids of a part of them; {@code window} as in {@code LIMIT 50 OFFSET 100}. */
    public List<Long> ids(String window) {
        return bindings.bindTo(work.handle()
                        .createQuery(Row.TOP.in("SELECT $.id FROM " + resource.table() + " $ WHERE " + condition
                                + " ORDER BY " + order + " " + window)))
                .mapTo(Long.class)
                .list();
    }

    /** A part of them as JSON. */
    public List<String> objects(Selection selection, String window, String base) {
        return bindings.bindTo(work.handle()
                        .createQuery(resource.select(resource.selected(selection), condition, order, window)))
                .bind("base", base)
                .mapTo(String.class)
                .list();
    }
}
