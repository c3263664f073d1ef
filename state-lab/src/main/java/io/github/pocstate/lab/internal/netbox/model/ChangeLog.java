package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * NetBox's change log: who changed which object in which request, and how it was before and after.
 *
 * <p>Rows are kept as they are in their table; NetBox keeps them as its API writes them. A change that changes nothing
 * is not logged ({@code CHANGELOG_SKIP_EMPTY_CHANGES}).
 */
final class ChangeLog {

    private final Handle handle;
    private final long userId;
    private final UUID requestId;

    ChangeLog(Handle handle, long userId, UUID requestId) {
        this.handle = handle;
        this.userId = userId;
        this.requestId = requestId;
    }

    void created(Resource resource, long id, ObjectNode row) {
        add(resource, id, "create", Optional.empty(), Optional.of(row));
    }

    void updated(Resource resource, long id, ObjectNode before, ObjectNode changes) {
        ObjectNode after = before.deepCopy();
        after.setAll(changes);
        if (!after.equals(before)) {
            add(resource, id, "update", Optional.of(before), Optional.of(after));
        }
    }

    void deleted(Resource resource, long id, ObjectNode row) {
        add(resource, id, "delete", Optional.of(row), Optional.empty());
    }

    private void add(
            Resource resource, long id, String action, Optional<ObjectNode> before, Optional<ObjectNode> after) {
        handle.createUpdate("INSERT INTO core_objectchange (time, user_name, request_id, action, changed_object_id,"
                        + " object_repr, prechange_data, postchange_data, changed_object_type_id, user_id, message)"
                        + " SELECT now(), u.username, :request, :action, :id, left(:shown, 200), CAST(:before AS jsonb),"
                        + " CAST(:after AS jsonb), " + resource.typeId() + ", u.id, ''"
                        + " FROM users_user u WHERE u.id = :user")
                .bind("request", requestId)
                .bind("action", action)
                .bind("id", id)
                .bind("shown", name(after.or(() -> before).orElseThrow(), id))
                .bind("before", before.map(ObjectNode::toString).orElse(null))
                .bind("after", after.map(ObjectNode::toString).orElse(null))
                .bind("user", userId)
                .execute();
    }

    private static String name(ObjectNode row, long id) {
        for (String column : new String[] {"name", "label", "address", "mac_address"}) {
            if (!row.path(column).asText("").isEmpty() && !row.path(column).isNull()) {
                return row.path(column).asText();
            }
        }
        return "#" + id;
    }
}
