package io.github.pocstate.doctor;

import io.github.pocstate.config.GivenSetting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A diagnosis as a person reads it: one line per check, and below it what to do about it. */
final class DiagnosisText {

    private static final int WIDTH = 110;

    private final Diagnosis diagnosis;
    private final List<GivenSetting> settings;
    private final int column;
    private final List<String> lines = new ArrayList<>();

    private DiagnosisText(Diagnosis diagnosis, List<GivenSetting> settings) {
        this.diagnosis = diagnosis;
        this.settings = settings;
        this.column = Stream.concat(
                        diagnosis.findings().map(Finding::check),
                        settings.stream().map(given -> given.setting().name()))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    static String of(Diagnosis diagnosis, List<GivenSetting> settings) {
        return new DiagnosisText(diagnosis, settings).write();
    }

    private String write() {
        for (Section section : diagnosis.sections()) {
            lines.add(section.title());
            section.findings().forEach(this::finding);
            if (section.title().equals(Diagnosis.CONFIGURATION)) {
                settings.forEach(this::setting);
            }
            lines.add("");
        }
        lines.add(conclusion());
        return String.join("\n", lines);
    }

    private void finding(Finding finding) {
        text(label(finding.outcome()), finding.check(), finding.what());
        boolean good = finding.outcome() == Outcome.PASSED;
        finding.where().filter(where -> !good).ifPresent(where -> text("", "", "where: " + where));
        finding.remedy().ifPresent(remedy -> text("", "", "do:    " + remedy));
    }

    private void setting(GivenSetting given) {
        if (given.isRight()) {
            String value = given.value().isEmpty() ? "empty" : given.value();
            text("", given.setting().name(), value + " (" + given.source() + ")");
        }
    }

    private static String label(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "ok";
            case WARNING -> "warning";
            case FAILED -> "FAILED";
            case SKIPPED -> "skipped";
        };
    }

    /** A long text goes on below itself. */
    private void text(String label, String check, String text) {
        String start = String.format(Locale.ROOT, "  %-8s %s  ", label, padded(check));
        String below = " ".repeat(start.length());
        for (String part : text.split("\n", -1)) {
            for (String line : wrapped(part.strip(), WIDTH - below.length())) {
                lines.add((start + line).stripTrailing());
                start = below;
            }
        }
    }

    private String padded(String check) {
        return check + " ".repeat(Math.max(0, column - check.length()));
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        String indent = text.startsWith("where: ") || text.startsWith("do:    ") ? "       " : "";
        for (String word : text.split(" ", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
            } else if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private String conclusion() {
        String counts = Arrays.stream(Outcome.values())
                .filter(outcome -> diagnosis.count(outcome) > 0)
                .map(outcome -> diagnosis.count(outcome) + " " + counted(outcome, diagnosis.count(outcome)))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s %s. %.1f s, nothing was written.",
                diagnosis.isHealthy() ? "The lab is fit:" : "The lab is not fit:",
                counts,
                diagnosis.duration().toMillis() / 1000.0);
    }

    private static String counted(Outcome outcome, int count) {
        return switch (outcome) {
            case PASSED -> "ok";
            case WARNING -> count == 1 ? "warning" : "warnings";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
        };
    }
}
