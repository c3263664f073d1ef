package io.github.pocstate.netbox.api;

import feign.QueryMap;
import feign.RequestLine;
import io.github.pocstate.netbox.dto.AttachedDto;
import io.github.pocstate.netbox.dto.CustomFieldDto;
import io.github.pocstate.netbox.dto.IdDto;
import io.github.pocstate.netbox.dto.JournalEntryDto;
import io.github.pocstate.netbox.dto.JournalEntryPost;
import io.github.pocstate.netbox.dto.OptionsDto;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.dto.SluggedDto;
import io.github.pocstate.netbox.dto.TagDto;
import io.github.pocstate.netbox.dto.TagPost;
import java.util.List;
import java.util.Map;

/**
 * NetBox's {@code /api/extras/}: tags and journal entries. Implementations are thread-safe.
 *
 * @since 0.1
 */
public interface ExtrasApi {

    /**
     * Lists tags.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/extras/tags/")
    Page<SluggedDto> tags(@QueryMap Map<String, Object> query);

    /**
     * Lists tags with what they may be put on.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/extras/tags/")
    Page<TagDto> tagDefinitions(@QueryMap Map<String, Object> query);

    /**
     * Makes tags.
     *
     * @param tags the tags
     * @return the new tags, in the order of the request
     */
    @RequestLine("POST /api/extras/tags/")
    List<SluggedDto> createTags(List<TagPost> tags);

    /**
     * Tells what this token may do with tags.
     *
     * @return the options
     */
    @RequestLine("OPTIONS /api/extras/tags/?fields=slug")
    OptionsDto tagOptions();

    /**
     * Lists journal entries.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/extras/journal-entries/")
    Page<JournalEntryDto> journalEntries(@QueryMap Map<String, Object> query);

    /**
     * Writes journal entries.
     *
     * @param entries the entries
     * @return the new entries, in the order of the request
     */
    @RequestLine("POST /api/extras/journal-entries/")
    List<IdDto> createJournalEntries(List<JournalEntryPost> entries);

    /**
     * Removes journal entries.
     *
     * @param entries which ones
     */
    @RequestLine("DELETE /api/extras/journal-entries/")
    void deleteJournalEntries(List<IdDto> entries);

    /**
     * Tells what this token may do with journal entries.
     *
     * @return the options
     */
    @RequestLine("OPTIONS /api/extras/journal-entries/?fields=kind")
    OptionsDto journalEntryOptions();

    /**
     * Lists bookmarks.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/extras/bookmarks/")
    Page<AttachedDto> bookmarks(@QueryMap Map<String, Object> query);

    /**
     * Lists subscriptions, which NetBox has from 4.1 on.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/extras/subscriptions/")
    Page<AttachedDto> subscriptions(@QueryMap Map<String, Object> query);

    /**
     * Lists the definitions of custom fields.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/extras/custom-fields/")
    Page<CustomFieldDto> customFields(@QueryMap Map<String, Object> query);
}
