package io.github.pocstate.doctor;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.config.GivenSetting;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is right with a lab and its settings, and what is not, with a remedy for each failure.
 *
 * <pre>{@code
 * Diagnosis diagnosis = PocState.doctor();
 * if (!diagnosis.isHealthy()) {
 *     System.out.println(diagnosis);
 * }
 * }</pre>
 *
 * <p>Making one writes nothing. This class is immutable and thread-safe; it holds no secret.
 *
 * @param settings every setting, with its value and where it comes from
 * @param sections what was found, by place
 * @param duration how long it took
 * @since 0.1
 */
public record Diagnosis(List<GivenSetting> settings, List<Section> sections, Duration duration) {

    /** The title of the section below which the settings are printed. */
    public static final String CONFIGURATION = "Configuration";

    /**
     * Copies the lists.
     *
     * @param settings every setting, with its value and where it comes from
     * @param sections what was found, by place
     * @param duration how long it took
     */
    public Diagnosis {
        settings = List.copyOf(settings);
        sections = List.copyOf(sections);
        requireNonNull(duration, "duration");
    }

    /**
     * Tells whether a restore has all it needs, as far as can be told without writing.
     *
     * @return true if nothing failed; there may be warnings, and checks that were skipped
     */
    public boolean isHealthy() {
        return count(Outcome.FAILED) == 0;
    }

    /**
     * All findings, section after section.
     *
     * @return the findings
     */
    public Stream<Finding> findings() {
        return sections.stream().flatMap(section -> section.findings().stream());
    }

    /**
     * Counts the checks that went one way.
     *
     * @param outcome the way
     * @return how many
     */
    public int count(Outcome outcome) {
        return (int) findings().filter(finding -> finding.outcome() == outcome).count();
    }

    /**
     * As {@link #toString}, with every setting.
     *
     * @return several lines, the last without its end
     */
    public String inFull() {
        return DiagnosisText.of(this, settings);
    }

    /** What was found as a person reads it, with the settings that somebody has set; several lines, the last without its end. */
    @Override
    public String toString() {
        return DiagnosisText.of(
                this,
                settings.stream()
                        .filter(given -> given.source() != GivenSetting.Source.DEFAULT)
                        .toList());
    }
}
