package io.github.pocstate.netbox.model;

import java.util.Optional;

/**
 * The content of a journal entry of ours.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param kind info, success, warning or danger
 * @param text what a reader of NetBox sees, Markdown
 * @param wiring the wiring as built, kept with the entry so that it can be put back
 * @since 0.1
 */
public record Note(String kind, String text, Optional<Wiring> wiring) {

    /**
     * Strips the text, as NetBox does.
     *
     * @param kind info, success, warning or danger
     * @param text what a reader of NetBox sees, Markdown
     * @param wiring the wiring as built, kept with the entry so that it can be put back
     */
    public Note {
        text = text.strip();
    }
}
