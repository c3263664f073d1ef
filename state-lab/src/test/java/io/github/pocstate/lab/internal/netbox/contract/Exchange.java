package io.github.pocstate.lab.internal.netbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and the answer that is expected.
 *
 * <p>Path, body and answer may hold <code>${name}</code>, the id of an object that an earlier exchange made.
 *
 * @param method such as {@code PATCH}
 * @param path below the NetBox's address, with the query
 * @param token who asks; absent for the token that may write
 * @param headers further headers of the request
 * @param body the JSON that is sent, where any is
 * @param text what is sent instead of JSON
 * @param makes names for the ids of the objects in the answer, in their order
 * @param varies fields whose value differs from NetBox to NetBox; only that they are there is compared
 * @param answer the answer; absent until it is recorded
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Exchange(
        String method,
        String path,
        @Nullable Token token,
        Map<String, String> headers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode body,
        @Nullable String text,
        List<String> makes,
        List<String> varies,
        @Nullable Answer answer) {

    Exchange {
        headers = Map.copyOf(headers);
        makes = List.copyOf(makes);
        varies = List.copyOf(varies);
    }

    /** Who asks. */
    enum Token {
        /** The token that may write. */
        @JsonProperty("write")
        WRITE,
        /** The same, sent as {@code Bearer}. */
        @JsonProperty("write-as-bearer")
        WRITE_AS_BEARER,
        /** The token that may only read. */
        @JsonProperty("read-only")
        READ_ONLY,
        /** A token that nobody has. */
        @JsonProperty("wrong")
        WRONG,
        /** The scheme without a token. */
        @JsonProperty("missing")
        MISSING,
        /** No header at all. */
        @JsonProperty("none")
        NONE
    }

    Token speaker() {
        return token == null ? Token.WRITE : token;
    }

    Answer recorded() {
        if (answer == null) {
            throw new IllegalStateException(
                    this + " has no recorded answer; record it, see NetBoxContractIT, and commit it");
        }
        return answer;
    }

    Exchange with(Answer recorded) {
        return new Exchange(method, path, token, headers, body, text, makes, varies, recorded);
    }

    @Override
    public String toString() {
        return method + " " + path + (token == null ? "" : " (token " + token + ")");
    }
}
