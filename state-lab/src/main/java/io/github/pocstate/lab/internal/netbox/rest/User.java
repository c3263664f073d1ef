package io.github.pocstate.lab.internal.netbox.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** {@code /api/authentication-check/}: whose token it is; the lab's user has neither groups nor permissions, and may all. */
final class User {

    private static final String ALLOW = "GET, HEAD, OPTIONS";

    private User() {}

    static Answer answer(Request request, Token token, Handle handle) {
        if (!request.method().equals("GET")) {
            return Answer.detail(Answer.NOT_ALLOWED, "Method \"" + request.method() + "\" not allowed.")
                    .with("Allow", ALLOW);
        }
        ObjectNode user = handle.createQuery("SELECT id, username, first_name, last_name, email, is_active,"
                        + " to_char(date_joined AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24\\:MI\\:SS.US\"Z\"') AS joined"
                        + " FROM users_user WHERE id = :id")
                .bind("id", token.userId())
                .map((row, context) -> shown(row, request.base()))
                .one();
        return Answer.json(Answer.OK, user).with("Allow", ALLOW);
    }

    private static ObjectNode shown(ResultSet row, String base) throws SQLException {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("id", row.getLong("id"));
        user.put("url", base + "/api/users/users/" + row.getLong("id") + "/");
        user.put("display_url", base + "/users/users/" + row.getLong("id") + "/");
        user.put("display", row.getString("username"));
        user.put("username", row.getString("username"));
        user.put("first_name", row.getString("first_name"));
        user.put("last_name", row.getString("last_name"));
        user.put("email", row.getString("email"));
        user.put("is_active", row.getBoolean("is_active"));
        user.put("date_joined", row.getString("joined"));
        user.putNull("last_login");
        user.putArray("groups");
        user.putArray("permissions");
        return user;
    }
}
