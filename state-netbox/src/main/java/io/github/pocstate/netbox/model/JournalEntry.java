package io.github.pocstate.netbox.model;

/**
 * A journal entry of ours on a server.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param id its id
 * @param note its content
 * @since 0.1
 */
public record JournalEntry(long id, Note note) {}
