package io.github.pocstate.lab.internal.netbox.model;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of NetBox's objects: its table, its address in the REST API, its fields and filters. Complete once it is
 * built, and thread-safe.
 */
public final class Resource {

    private final String app;
    private final String model;
    private final String path;
    private final String table;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Set<String> briefFields = new LinkedHashSet<>();
    private final Set<String> withinFields = new LinkedHashSet<>();
    private final Map<String, Filter> filters = new LinkedHashMap<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final List<String> unique = new ArrayList<>();
    private String order = "$.id";
    private Rules rules = Rules.NONE;
    private boolean creatable;
    private boolean changeable;
    private boolean readOnly;
    private String className = "";

    private Resource(String app, String model, String path) {
        this.app = app;
        this.model = model;
        this.path = path;
        this.table = app + "_" + model;
        filters.put("id", Filter.number("$.id"));
    }

    /**
     * Starts with what all objects have: id, url, display_url, display.
     *
     * @param display SQL for the text that stands for an object
     */
    static Resource of(String app, String model, String path, String display) {
        Resource resource = new Resource(app, model, path);
        resource.with(
                Field.shown("id", "$.id").of(FieldKind.INTEGER),
                Field.shown("url", ":base || '/api/" + app + "/" + path + "/' || $.id || '/'"),
                Field.shown("display_url", ":base || '/" + app + "/" + path + "/' || $.id || '/'"),
                Field.shown("display", display));
        return resource;
    }

    /** Objects without a page of their own in NetBox's web interface, which nobody writes directly. */
    Resource withoutPage() {
        fields.remove("display_url");
        readOnly = true;
        return this;
    }

    Resource with(Field... more) {
        for (Field field : more) {
            fields.put(field.name(), field);
        }
        return this;
    }

    /** Owner, comments, tags and custom fields: what most objects can have. */
    Resource withPrimaryFields() {
        return with(Field.nothing("owner"), Field.text("comments", Integer.MAX_VALUE))
                .withTags();
    }

    Resource withTags() {
        filters.put("tag", Filter.tags(this, "slug"));
        filters.put("tag_id", Filter.tags(this, "id"));
        return with(
                Field.shown(
                                "tags",
                                row -> Resources.TAGS.listOf(
                                        row.inner(),
                                        "id IN (SELECT i.tag_id FROM extras_taggeditem i WHERE i.object_id = "
                                                + row.alias() + ".id AND i.content_type_id = " + typeId() + ")"))
                        .writtenBy(Tagging::write),
                Field.shown("custom_fields", "$.custom_field_data").writtenBy(CustomFields::write));
    }

    Resource withMoments() {
        return with(
                Field.shown("created", Expression.moment("$.created")),
                Field.shown("last_updated", Expression.moment("$.last_updated")));
    }

    /** The fields shown for {@code ?brief=true}, and where the object is part of another. */
    Resource brief(String... names) {
        briefFields.addAll(List.of(names));
        return this;
    }

    /** The fields shown where the object is part of another, if these are not the brief ones. */
    Resource within(String... names) {
        withinFields.addAll(List.of(names));
        return this;
    }

    Resource filter(String name, Filter filter) {
        filters.put(name, filter);
        return this;
    }

    Resource orderedBy(String sql) {
        order = sql;
        return this;
    }

    /** A column that clients need not send and that must not be null. */
    Resource defaultsTo(String column, String json) {
        defaults.put(column, json);
        return this;
    }

    Resource unique(String... columns) {
        unique.addAll(List.of(columns));
        return this;
    }

    /** Clients may make, change and delete such objects here. */
    Resource writable(Rules extra) {
        creatable = true;
        return changeable(extra);
    }

    /** Clients may change such objects here. */
    Resource changeable(Rules extra) {
        changeable = true;
        rules = extra;
        return this;
    }

    public String path() {
        return app + "/" + path;
    }

    String table() {
        return table;
    }

    /** As in {@code dcim.interface}. */
    String type() {
        return app + "." + model;
    }

    Resource called(String name) {
        className = name;
        return this;
    }

    /** The name of the model, as in {@code DeviceRole}. */
    public String className() {
        return className.isEmpty() ? Character.toUpperCase(model.charAt(0)) + model.substring(1) : className;
    }

    /** As people call it: {@code Device Role}. */
    String title() {
        return className().replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ");
    }

    /** As in messages: {@code device role}. */
    String spoken() {
        return title().toLowerCase(Locale.ROOT);
    }

    /** As in messages: {@code DCIM > Device}. */
    String spokenType() {
        return app.toUpperCase(Locale.ROOT) + " > " + className();
    }

    /** SQL for the id of the kind. */
    String typeId() {
        return "(SELECT ct.id FROM django_content_type ct WHERE ct.app_label = '" + app + "' AND ct.model = '" + model
                + "')";
    }

    Collection<Field> fields() {
        return fields.values();
    }

    Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    Map<String, String> defaults() {
        return defaults;
    }

    List<String> uniqueColumns() {
        return unique;
    }

    Rules rules() {
        return rules;
    }

    /** Nobody may write such objects through the API, here or in the real NetBox. */
    public boolean isReadOnly() {
        return readOnly;
    }

    public boolean isCreatable() {
        return creatable;
    }

    public boolean isChangeable() {
        return changeable;
    }

    String order() {
        return order;
    }

    Optional<Filter> filter(String name) {
        return Optional.ofNullable(filters.get(name));
    }

    /** The names of the fields a client sees, given what it asked for. */
    public Set<String> selected(Selection selection) {
        if (!selection.fields().isEmpty()) {
            Set<String> wanted = new LinkedHashSet<>(fields.keySet());
            wanted.retainAll(selection.fields());
            return wanted;
        }
        Set<String> wanted = new LinkedHashSet<>(selection.brief() ? briefFields : fields.keySet());
        wanted.removeAll(selection.omit());
        return wanted;
    }

    /**
     * SQL that shows the rows of a condition as JSON, one per row.
     *
     * <p>The rows are chosen first: PostgreSQL would work out the fields of all rows before an offset.
     *
     * @param window which part of them, such as {@code LIMIT 50 OFFSET 100}; empty for all
     */
    String select(Set<String> names, String condition, String sorted, String window) {
        Row row = Row.TOP;
        String columns = names.stream().map(name -> column(row, name)).collect(joining(", "));
        String chosen =
                row.in("SELECT $.* FROM " + table + " $ WHERE " + condition + " ORDER BY " + sorted + " " + window);
        return "SELECT row_to_json(shown)::text FROM (SELECT " + columns
                + row.in(" FROM (" + chosen + ") $ ORDER BY " + sorted) + ") shown";
    }

    private String column(Row row, String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException(path() + " has no field " + name);
        }
        return field.shown().of(row) + " AS \"" + name + "\"";
    }

    /** The object with this id, as it is shown within another; null when the id is null. */
    Expression brief(String id) {
        return row -> "(" + json("id = " + row.in(id), row.inner(), order) + ")";
    }

    /** Objects as they are shown within another, as a JSON array. */
    String listOf(Row row, String condition) {
        return listOf(row, condition, order);
    }

    /** The same in another order. */
    String listOf(Row row, String condition, String otherOrder) {
        return "(SELECT coalesce(json_agg(one.j), '[]'::json) FROM (" + json(condition, row, otherOrder) + ") one(j))";
    }

    private String json(String condition, Row row, String sorted) {
        String columns = (withinFields.isEmpty() ? briefFields : withinFields)
                .stream()
                        .flatMap(name -> field(name).stream())
                        .flatMap(field ->
                                field.within().stream().map(shown -> shown.of(row) + " AS \"" + field.name() + "\""))
                        .collect(joining(", "));
        String brief = "b" + row.depth();
        return "SELECT row_to_json(" + brief + ") FROM (SELECT " + columns + " FROM " + table + " " + row.alias()
                + " WHERE " + row.alias() + "." + condition + " ORDER BY " + row.in(sorted) + ") " + brief;
    }

    @Override
    public String toString() {
        return path();
    }
}
