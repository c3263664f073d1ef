package io.github.pocstate.netbox.dto;

import java.util.List;

/**
 * A new journal entry.
 *
 * @param assignedObjectType type of the object it is about, such as {@code dcim.device}
 * @param assignedObjectId id of the object it is about
 * @param kind info, success, warning or danger
 * @param comments its text, Markdown
 * @param tags ids of its tags
 *
 * @since 0.1
 */
public record JournalEntryPost(
        String assignedObjectType, long assignedObjectId, String kind, String comments, List<Long> tags) {

    /**
     * Copies the list.
     *
     * @param assignedObjectType type of the object it is about, such as {@code dcim.device}
     * @param assignedObjectId id of the object it is about
     * @param kind info, success, warning or danger
     * @param comments its text, Markdown
     * @param tags ids of its tags
     */
    public JournalEntryPost {
        tags = List.copyOf(tags);
    }
}
