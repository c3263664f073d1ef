package io.github.pocstate.spi;

import io.github.pocstate.doctor.Section;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes what a checkup finds, in sections; thread-safe.
 *
 * @since 0.1
 */
public final class Sections {

    private final Map<String, Findings> byTitle = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Starts empty. */
    public Sections() {}

    /**
     * A section; a new one stands below those that are there.
     *
     * @param title what it is about
     * @return takes its findings
     */
    public Findings section(String title) {
        return byTitle.computeIfAbsent(title, ignored -> new Findings());
    }

    /**
     * What was taken so far.
     *
     * @return the sections that hold something
     */
    public List<Section> list() {
        synchronized (byTitle) {
            return byTitle.entrySet().stream()
                    .map(entry -> new Section(entry.getKey(), entry.getValue().list()))
                    .filter(section -> !section.findings().isEmpty())
                    .toList();
        }
    }
}
