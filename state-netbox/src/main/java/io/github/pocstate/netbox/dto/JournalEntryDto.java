package io.github.pocstate.netbox.dto;

/**
 * A journal entry.
 *
 * @param id its id
 * @param assignedObjectType type of the object it is about, such as {@code dcim.device}
 * @param assignedObjectId id of the object it is about
 * @param kind its kind: info, success, warning or danger
 * @param comments its text, Markdown
 *
 * @since 0.1
 */
public record JournalEntryDto(
        long id, String assignedObjectType, long assignedObjectId, Choice kind, String comments) {}
