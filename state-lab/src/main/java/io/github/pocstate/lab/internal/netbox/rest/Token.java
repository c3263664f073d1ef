package io.github.pocstate.lab.internal.netbox.rest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * The token a request came with.
 *
 * @param userId whose it is
 * @param mayWrite whether requests that write are allowed
 */
record Token(long userId, boolean mayWrite) {

    private static final List<String> SCHEMES = List.of("token", "bearer");

    /**
     * Looks up the token of a request, as NetBox does for every request: the first question to the database.
     *
     * @throws AnswerException 403: no token, or one that is not known
     */
    static Token of(Optional<String> authorization, Handle handle) {
        List<String> parts = Pattern.compile("\\s+")
                .splitAsStream(authorization.orElse("").strip())
                .toList();
        if (parts.isEmpty() || !SCHEMES.contains(parts.get(0).toLowerCase(Locale.ROOT))) {
            throw refused("Authentication credentials were not provided.");
        }
        if (parts.size() != 2) {
            throw refused("Invalid authorization header: Must be in the form \"Bearer <key>.<token>\" or"
                    + " \"Token <token>\"");
        }
        if (parts.get(1).startsWith("nbt_")) {
            throw refused("Invalid v2 token"); // the lab keeps the secret of none
        }
        return handle.createQuery(
                        "SELECT t.user_id, t.write_enabled FROM users_token t JOIN users_user u ON u.id = t.user_id"
                                + " WHERE t.version = 1 AND t.plaintext = :text AND t.enabled AND u.is_active"
                                + " AND (t.expires IS NULL OR t.expires > now())")
                .bind("text", parts.get(1))
                .map((row, context) -> new Token(row.getLong("user_id"), row.getBoolean("write_enabled")))
                .findOne()
                .map(token -> used(token, parts.get(1), handle))
                .orElseThrow(() -> refused("Invalid v1 token"));
    }

    /** NetBox notes the last use, once a minute at most. */
    private static Token used(Token token, String text, Handle handle) {
        handle.execute(
                "UPDATE users_token SET last_used = now() WHERE plaintext = ?"
                        + " AND (last_used IS NULL OR last_used < now() - interval '1 minute')",
                text);
        return token;
    }

    private static AnswerException refused(String detail) {
        return new AnswerException(Answer.detail(Answer.FORBIDDEN, detail));
    }
}
