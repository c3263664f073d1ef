package io.github.pocstate.netbox.internal.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.model.FarEnd;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.model.Wiring;
import io.github.pocstate.netbox.model.Wiring.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a note as the text of a journal entry and reads it back. The wiring as built is the last line, as JSON in
 * code quotes; a text that people changed is still a note, at worst one without wiring.
 */
public final class NoteText {

    private static final String OPEN = "\n`wiring as built: ";
    private static final String CLOSE = "`";

    private NoteText() {}

    public static String write(Note note) {
        return note.wiring()
                .map(wiring -> note.text() + "\n" + OPEN + json(wiring) + CLOSE)
                .orElse(note.text());
    }

    public static Note read(String kind, String comments) {
        int start = comments.lastIndexOf(OPEN);
        int end = comments.lastIndexOf(CLOSE);
        if (start < 0 || end <= start + OPEN.length()) {
            return new Note(kind, comments, Optional.empty());
        }
        Optional<Wiring> wiring = wiring(comments.substring(start + OPEN.length(), end));
        return new Note(kind, wiring.isPresent() ? comments.substring(0, start) : comments, wiring);
    }

    private static String json(Wiring wiring) {
        try {
            return NetBoxClient.JSON.writeValueAsString(
                    wiring.links().stream().map(LinkJson::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a wiring is plain data", e);
        }
    }

    private static Optional<Wiring> wiring(String json) {
        try {
            LinkJson[] links = NetBoxClient.JSON.readValue(json, LinkJson[].class);
            return links.length == 2 && links[0].isComplete() && links[1].isComplete()
                    ? Optional.of(new Wiring(links[0].link(), links[1].link()))
                    : Optional.empty();
        } catch (JsonProcessingException | NullPointerException e) {
            return Optional.empty();
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record LinkJson(
            @Nullable String nic,
            @Nullable String type,
            @Nullable List<Long> ids,
            @Nullable String device,
            @Nullable String port,
            @Nullable Map<String, Object> cable) {

        static LinkJson of(Link link) {
            FarEnd far = link.far();
            return new LinkJson(link.nic(), far.objectType(), far.portIds(), far.device(), far.port(), link.cable());
        }

        boolean isComplete() {
            return nic != null && type != null && ids != null && !ids.isEmpty() && !ids.contains(null);
        }

        Link link() {
            return new Link(
                    text(nic),
                    new FarEnd(text(type), ids == null ? List.of() : ids, text(device), text(port)),
                    cable == null ? Map.of() : cable);
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }
    }
}
