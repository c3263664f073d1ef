package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Reads and writes objects over one database connection, for one request; not thread-safe.
 *
 * <p>What is written is written to the change log, too, as NetBox does.
 */
public final class Work {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Handle handle;
    private final long userId;
    private final ChangeLog changeLog;

    /**
     * Starts the work of a request.
     *
     * @param userId whose token came with the request
     * @param requestId names the request in the change log
     */
    public Work(Handle handle, long userId, UUID requestId) {
        this.handle = handle;
        this.userId = userId;
        this.changeLog = new ChangeLog(handle, userId, requestId);
    }

    Handle handle() {
        return handle;
    }

    long userId() {
        return userId;
    }

    ChangeLog changeLog() {
        return changeLog;
    }

    // looking up

    /** The id of a kind of object, by which generic references name it. */
    long typeId(Resource resource) {
        return handle.createQuery("SELECT " + resource.typeId())
                .mapTo(Long.class)
                .one();
    }

    /** Which of the values occur in a column. */
    Set<String> known(String table, String column, Collection<String> values) {
        return new HashSet<>(handle.createQuery(
                        "SELECT " + column + "::text FROM " + table + " WHERE " + column + "::text = ANY (:values)")
                .bind("values", values.toArray(String[]::new))
                .mapTo(String.class)
                .list());
    }

    /** The object that a client means by an id or by its attributes; empty with an error when there is none. */
    OptionalLong find(Resource resource, JsonNode value, String field, FieldErrors errors) {
        if (value.isNull()) {
            errors.add(field, "This field may not be null.");
            return OptionalLong.empty();
        }
        if (value.isObject()) {
            return findByAttributes(resource, (ObjectNode) value, field, errors);
        }
        String text = value.asText();
        if (!value.isValueNode() || !text.matches("\\d{1,18}")) {
            errors.add(
                    field,
                    "Related objects must be referenced by numeric ID or by dictionary of attributes. Received an"
                            + " unrecognized value: " + text);
            return OptionalLong.empty();
        }
        long id = Long.parseLong(text);
        if (row(resource, id).isEmpty()) {
            errors.add(field, "Related object not found using the provided numeric ID: " + id);
            return OptionalLong.empty();
        }
        return OptionalLong.of(id);
    }

    private OptionalLong findByAttributes(Resource resource, ObjectNode attributes, String field, FieldErrors errors) {
        List<String> conditions = new ArrayList<>();
        Bindings bindings = new Bindings();
        attributes.properties().stream()
                .filter(attribute -> attribute.getKey().matches("id|name|slug"))
                .forEach(attribute -> conditions.add(attribute.getKey() + "::text = "
                        + bindings.add(attribute.getValue().asText())));
        Optional<Long> found = conditions.isEmpty()
                ? Optional.empty()
                : bindings.bindTo(handle.createQuery(
                                "SELECT id FROM " + resource.table() + " WHERE " + String.join(" AND ", conditions)))
                        .mapTo(Long.class)
                        .findFirst();
        if (found.isEmpty()) {
            errors.add(field, "Related object not found using the provided attributes: " + asPython(attributes));
        }
        return found.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** NetBox prints what it got as Python does. */
    private static String asPython(ObjectNode attributes) {
        return attributes.properties().stream()
                .map(attribute -> "'" + attribute.getKey() + "': "
                        + (attribute.getValue().isTextual()
                                ? "'" + attribute.getValue().asText() + "'"
                                : attribute.getValue().asText()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The ids that exist, in the order in which NetBox works on a list of objects. */
    public List<Long> existing(Resource resource, Collection<Long> ids) {
        return handle.createQuery("SELECT " + Row.TOP.alias() + ".id FROM " + resource.table() + " "
                        + Row.TOP.alias() + " WHERE " + Row.TOP.alias() + ".id = ANY (:ids) ORDER BY "
                        + Row.TOP.in(resource.order()))
                .bind("ids", ids.toArray(Long[]::new))
                .mapTo(Long.class)
                .list();
    }

    Optional<ObjectNode> row(Resource resource, long id) {
        return handle.createQuery("SELECT to_jsonb(t)::text FROM " + resource.table() + " t WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(Work::object);
    }

    /** A row that was looked up before. */
    ObjectNode existingRow(Resource resource, long id) {
        return row(resource, id).orElseThrow(() -> new IllegalStateException(resource + " " + id + " is gone"));
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL gave no JSON: " + json, e);
        }
    }

    // writing

    /**
     * Makes an object.
     *
     * @param sent what the client sent
     * @return its id
     * @throws InvalidException the object is not valid; nothing was written
     */
    public long create(Resource resource, ObjectNode sent, Selection selection) {
        Draft draft = Draft.ofNew(defaults(resource));
        fill(resource, draft, sent, selection);
        ObjectNode row = draft.before().deepCopy();
        row.setAll(draft.changes());
        long id = insert(resource.table(), row);
        changeLog.created(resource, id, row);
        Tagging.save(resource, id, draft, this);
        resource.rules().saved(draft, id, this);
        return id;
    }

    /**
     * Changes an object.
     *
     * @param sent what the client sent, fields left out stay
     * @throws InvalidException the object would not be valid; nothing was written
     */
    public void update(Resource resource, long id, ObjectNode sent, Selection selection) {
        Draft draft = Draft.of(id, existingRow(resource, id));
        fill(resource, draft, sent, selection);
        save(resource, draft);
        Tagging.save(resource, id, draft, this);
        resource.rules().saved(draft, id, this);
    }

    /** Writes what the draft changes, and that the object was written now. */
    void save(Resource resource, Draft draft) {
        ObjectNode changes = draft.changes().deepCopy();
        changes.set("last_updated", moment());
        change(resource.table(), draft.id(), changes);
        changeLog.updated(resource, draft.id(), draft.before(), draft.changes());
    }

    /** Changes columns of an object as NetBox itself does on the way, with an entry in the change log. */
    void touch(Resource resource, long id, ObjectNode columns) {
        Draft draft = Draft.of(id, existingRow(resource, id));
        draft.changes().setAll(columns);
        save(resource, draft);
    }

    /** Deletes an object with what belongs to it. */
    public void delete(Resource resource, long id) {
        resource.rules().deleting(id, this);
        row(resource, id).ifPresent(row -> {
            Tagging.forget(resource, id, this);
            Journal.deleteEntriesOf(resource, id, this);
            handle.execute("DELETE FROM " + resource.table() + " WHERE id = ?", id);
            changeLog.deleted(resource, id, row);
            resource.rules().deleted(this);
        });
    }

    private void fill(Resource resource, Draft draft, ObjectNode sent, Selection selection) {
        FieldErrors errors = new FieldErrors();
        for (Field field : resource.fields()) {
            JsonNode value = selection.writes(field.name()) ? sent.get(field.name()) : null;
            if (value != null) {
                field.write(value, draft, this, errors);
            } else if (field.required() && draft.isNew()) {
                boolean asked = selection.writes(field.name());
                errors.add(field.name(), asked ? "This field is required." : "This field cannot be blank.");
            }
        }
        Tagging.writeDifference(sent, draft, this, errors);
        errors.throwIfAny();
        checkUnique(resource, draft, errors);
        errors.throwIfAny();
        CustomFields.check(resource, draft, selection, this, errors);
        errors.throwIfAny();
        resource.rules().check(draft, this, errors);
        errors.throwIfAny();
    }

    private void checkUnique(Resource resource, Draft draft, FieldErrors errors) {
        for (String column : resource.uniqueColumns()) {
            if (isTaken(resource, column, draft)) {
                errors.add(column, resource.spoken() + " with this " + column + " already exists.");
            }
        }
    }

    /** Whether another object has the value that a draft wants for a column. */
    boolean isTaken(Resource resource, String column, Draft draft) {
        JsonNode value = draft.changes().path(column);
        return value.isTextual()
                && handle.createQuery("SELECT EXISTS (SELECT FROM " + resource.table() + " WHERE " + column
                                + " = :value AND id <> :id)")
                        .bind("value", value.asText())
                        .bind("id", draft.isNew() ? -1 : draft.id())
                        .mapTo(Boolean.class)
                        .one();
    }

    private static ObjectNode defaults(Resource resource) {
        ObjectNode row = JSON.createObjectNode();
        resource.defaults().forEach((column, json) -> {
            try {
                row.set(column, JSON.readTree(json));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("default of " + resource + "." + column, e);
            }
        });
        row.set("created", moment());
        row.set("last_updated", moment());
        return row;
    }

    static TextNode moment() {
        return TextNode.valueOf(OffsetDateTime.now(ZoneOffset.UTC).toString());
    }

    /** Inserts a row given column by column. */
    long insert(String table, ObjectNode row) {
        String columns = columns(row);
        return handle.createQuery("INSERT INTO " + table + " (" + columns + ") SELECT " + columns
                        + " FROM jsonb_populate_record(NULL::" + table + ", CAST(:row AS jsonb)) RETURNING id")
                .bind("row", row.toString())
                .mapTo(Long.class)
                .one();
    }

    private void change(String table, long id, ObjectNode changes) {
        String columns = columns(changes);
        handle.createUpdate("UPDATE " + table + " SET (" + columns + ") = (SELECT " + columns
                        + " FROM jsonb_populate_record(NULL::" + table + ", CAST(:row AS jsonb))) WHERE id = :id")
                .bind("row", changes.toString())
                .bind("id", id)
                .execute();
    }

    private static String columns(ObjectNode row) {
        return row.properties().stream()
                .map(Map.Entry::getKey)
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(", "));
    }

    // showing

    /** When an object was last written, as NetBox puts it into an ETag. */
    public String lastUpdated(Resource resource, long id) {
        return handle.createQuery("SELECT to_char(coalesce(last_updated, created) AT TIME ZONE 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US') || '+00:00' FROM " + resource.table() + " WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    /** The objects with these ids, in NetBox's order, as JSON. */
    public List<String> shown(Resource resource, Collection<Long> ids, Selection selection, String base, boolean byId) {
        String order = byId ? "$.id" : resource.order();
        return handle.createQuery(resource.select(resource.selected(selection), "$.id = ANY (:ids)", order, ""))
                .bind("ids", ids.toArray(Long[]::new))
                .bind("base", base)
                .mapTo(String.class)
                .list();
    }
}
