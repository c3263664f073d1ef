package io.github.pocstate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.pocstate.Goal;
import io.github.pocstate.LabStatus;
import io.github.pocstate.LockStatus;
import io.github.pocstate.Phase;
import io.github.pocstate.PocStateException;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.config.GivenSetting;
import io.github.pocstate.doctor.Diagnosis;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.doctor.Outcome;
import io.github.pocstate.doctor.Section;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Step;
import io.github.pocstate.verify.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the commands print with {@code --json}; names and meanings stay as they are from version to version. */
final class JsonView {

    private static final ObjectWriter JSON = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
    private static final int LISTED_DEVIATIONS = 20;

    private JsonView() {}

    static String report(RestoreReport report) {
        return write(reportFields(report));
    }

    static String error(PocStateException error, Optional<RestoreReport> report) {
        Map<String, Object> fields = report.map(JsonView::reportFields).orElseGet(LinkedHashMap::new);
        fields.putIfAbsent("verified", false);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("what", error.problem().what());
        problem.put("where", error.problem().where());
        problem.put("do", error.problem().remedy());
        problem.put("fault", error.fault().name());
        fields.put("error", problem);
        return write(fields);
    }

    static String plan(Plan plan) {
        Map<String, Object> fields = goal(plan.goal());
        fields.put("route", plan.transition());
        fields.put("steps", plan.steps().stream().map(JsonView::planned).toList());
        fields.put("failures", plan.failures());
        return write(fields);
    }

    static String verification(Verification verification) {
        Map<String, Object> fields = goal(verification.goal());
        fields.put("verified", verification.passed());
        fields.putAll(proof(verification));
        fields.put("failures", verification.failures());
        return write(fields);
    }

    static String lock(LockStatus status, boolean broken) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("held", status.held() && !broken);
        fields.put("broken", broken && status.held());
        status.holder().ifPresent(holder -> {
            fields.put("owner", holder.owner());
            fields.put("host", holder.host());
            fields.put("since", holder.since().toString());
            fields.put("purpose", holder.purpose());
        });
        if (status.held()) {
            fields.put("leaseMs", status.lease().toMillis());
        }
        return write(fields);
    }

    static String status(LabStatus status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("lab", status.lab());
        fields.put("scope", status.scope().toString());
        fields.put("phase", status.phase().map(Phase::name).orElse(null));
        fields.put("servers", status.summary().servers());
        fields.put("statuses", status.summary().statuses());
        fields.put("objects", status.summary().objects());
        Map<String, Object> deviations = new LinkedHashMap<>();
        status.phases()
                .forEach(phase -> deviations.put(
                        phase.goal().phase().name(), phase.deviations().size()));
        fields.put("deviations", deviations);
        return write(fields);
    }

    static String diagnosis(Diagnosis diagnosis) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("healthy", diagnosis.isHealthy());
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.name(), diagnosis.count(outcome));
        }
        fields.put("outcomes", counts);
        fields.put(
                "settings", diagnosis.settings().stream().map(JsonView::setting).toList());
        fields.put(
                "sections", diagnosis.sections().stream().map(JsonView::section).toList());
        fields.put("durationMs", diagnosis.duration().toMillis());
        return write(fields);
    }

    private static Map<String, Object> setting(GivenSetting given) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", given.setting().name());
        fields.put("value", given.value());
        fields.put("source", given.source().name());
        fields.put("mistakes", given.mistakes());
        return fields;
    }

    private static Map<String, Object> section(Section section) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", section.title());
        fields.put(
                "findings", section.findings().stream().map(JsonView::finding).toList());
        return fields;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("check", finding.check());
        fields.put("outcome", finding.outcome().name());
        fields.put("what", finding.what());
        fields.put("where", finding.where().orElse(null));
        fields.put("do", finding.remedy().orElse(null));
        return fields;
    }

    private static Map<String, Object> reportFields(RestoreReport report) {
        Map<String, Object> fields = goal(report.goal());
        fields.put("lab", report.lab());
        fields.put("verified", report.verified());
        fields.put("dryRun", report.dryRun());
        fields.put("route", report.route().toString());
        fields.put("routeReason", report.route().reason());
        fields.put("before", report.before().statuses());
        fields.put("after", report.after().statuses());
        fields.put(
                "objects",
                Map.of(
                        "before",
                        report.before().objects(),
                        "after",
                        report.after().objects()));
        fields.put("changed", report.changed());
        fields.put("failures", report.failures());
        fields.put("rejections", report.rejections());
        fields.put("steps", report.dryRun() ? plannedSteps(report) : doneSteps(report));
        fields.put("verification", proof(report.verification()));
        fields.put("snapshot", report.snapshot().map(SnapshotView::fields).orElse(null));
        fields.put("foreign", report.foreign());
        fields.put("kept", report.kept().map(SnapshotView::fields).orElse(null));
        fields.put("requests", report.requests());
        fields.put("durationMs", report.duration().toMillis());
        return fields;
    }

    private static Map<String, Object> goal(Goal goal) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("phase", goal.phase().name());
        fields.put("number", goal.phase().number());
        fields.put("scope", goal.scope().toString());
        return fields;
    }

    private static List<Map<String, Object>> plannedSteps(RestoreReport report) {
        return report.plan().steps().stream().map(JsonView::planned).toList();
    }

    private static Map<String, Object> planned(Step step) {
        return step(step.name(), step.kind(), step.size(), 0);
    }

    private static List<Map<String, Object>> doneSteps(RestoreReport report) {
        return report.steps().stream()
                .map(step -> step(
                        step.name(), step.kind(), step.count(), step.duration().toMillis()))
                .toList();
    }

    private static Map<String, Object> step(String name, String kind, int count, long millis) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("kind", kind);
        fields.put("count", count);
        fields.put("durationMs", millis);
        return fields;
    }

    private static Map<String, Object> proof(Verification verification) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("checked", verification.checked());
        fields.put("deviations", verification.deviations().size());
        fields.put(
                "firstDeviations",
                verification.deviations().stream().limit(LISTED_DEVIATIONS).toList());
        return fields;
    }

    static String write(Map<String, Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is plain data", e);
        }
    }
}
