package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.node.LongNode;
import java.util.List;

/** Journal entries: notes that people and programs leave on objects. */
final class Journal implements Rules {

    private static final GenericReference ASSIGNED = new GenericReference(
            "assigned_object",
            () -> List.of(
                    Resources.DEVICES,
                    Resources.INTERFACES,
                    Resources.CABLES,
                    Resources.ADDRESSES,
                    Resources.PREFIXES,
                    Resources.SITES,
                    Resources.RACKS));

    static Resource resource() {
        return Resource.of(
                        "extras",
                        "journalentry",
                        "journal-entries",
                        "to_char($.created AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' (' || initcap($.kind) || ')'")
                .called("JournalEntry")
                .with(
                        ASSIGNED.typeField().asRequired(),
                        ASSIGNED.idField().asRequired(),
                        ASSIGNED.objectField(),
                        Field.shown("created", Expression.moment("$.created")),
                        Field.shown("created_by", "$.created_by_id"),
                        Field.choice("kind", Choices.JOURNAL_KIND),
                        Field.filledText("comments", Integer.MAX_VALUE))
                .withTags()
                .with(Field.shown("last_updated", Expression.moment("$.last_updated")))
                .brief("id", "url", "display", "created")
                .filter("assigned_object_type", Journal::typed)
                .filter("assigned_object_id", Filter.number("$.assigned_object_id"))
                .filter("kind", Filter.choice("$.kind", Choices.JOURNAL_KIND))
                .orderedBy("$.created DESC, $.id DESC")
                .defaultsTo("kind", "\"info\"")
                .defaultsTo("custom_field_data", "{}")
                .writable(new Journal());
    }

    private static String typed(Filter.Asked asked) {
        return "(SELECT g.app_label || '.' || g.model FROM django_content_type g"
                + " WHERE g.id = $.assigned_object_type_id) = ANY ("
                + asked.bindings().text(asked.values()) + ")";
    }

    @Override
    public void check(Draft draft, Work work, FieldErrors errors) {
        if (draft.isNew()) {
            draft.set("created_by_id", LongNode.valueOf(work.userId()));
            FieldErrors missing = new FieldErrors();
            ASSIGNED.check(draft, work, missing);
            if (!missing.isEmpty()) {
                errors.addToObject("Invalid assigned_object: " + ASSIGNED.spokenType(draft, work) + " ID "
                        + draft.text("assigned_object_id"));
            }
        }
    }

    /** An object takes its journal with it. */
    static void deleteEntriesOf(Resource resource, long id, Work work) {
        List<Long> entries = work.handle()
                .createQuery("SELECT id FROM extras_journalentry WHERE assigned_object_id = :id"
                        + " AND assigned_object_type_id = " + resource.typeId())
                .bind("id", id)
                .mapTo(Long.class)
                .list();
        entries.forEach(entry -> work.delete(Resources.JOURNAL_ENTRIES, entry));
    }
}
