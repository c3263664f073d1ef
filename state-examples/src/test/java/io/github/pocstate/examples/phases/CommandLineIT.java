package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pocstate.Phase;
import io.github.pocstate.cli.InProcess;
import io.github.pocstate.cli.InProcess.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs read from the command line, and what people do. */
@OnLab
class CommandLineIT {

    private static final String FEW = "4";

    @Test
    void aRestoreTellsItsReportAsJson(LabUnderTest lab) throws Exception {
        lab.goTo(Phase.ZERO);

        JsonNode report = json(lab, 0, "restore", "2");

        assertThat(report.fieldNames())
                .toIterable()
                .contains(
                        "phase",
                        "verified",
                        "dryRun",
                        "before",
                        "after",
                        "changed",
                        "failures",
                        "route",
                        "requests",
                        "durationMs",
                        "steps");
        assertThat(report.path("phase").asText()).isEqualTo("TWO");
        assertThat(report.path("verified").asBoolean()).isTrue();
        assertThat(report.path("dryRun").asBoolean()).isFalse();
        assertThat(report.path("before").path("offline").asInt()).isEqualTo(4);
        assertThat(report.path("after").path("failed").asInt()).isEqualTo(4);
        assertThat(report.path("changed").path("ip-addresses").asInt()).isEqualTo(4);
        assertThat(report.path("changed").path("cables").asInt()).isEqualTo(8);
        assertThat(report.path("changed").path("journal-entries").asInt()).isEqualTo(4);
        assertThat(report.path("changed").path("events").asInt()).isEqualTo(4);
        assertThat(report.path("failures")).isEmpty();
        assertThat(report.path("route").asText()).isEqualTo("netbox-api");
        assertThat(report.path("requests").asInt()).isPositive();
        assertThat(report.path("durationMs").asLong()).isPositive();
        long counted = 0;
        for (JsonNode step : report.path("steps")) {
            assertThat(step.fieldNames()).toIterable().contains("name", "count", "durationMs");
            assertThat(step.path("name").asText()).isNotBlank();
            counted += step.path("count").asLong();
        }
        long changed = 0;
        for (JsonNode count : report.path("changed")) {
            changed += count.asLong();
        }
        assertThat(counted).isEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource({"0, false, 1", "1, false, 1", "2, true, 0"})
    void verifyTellsByItsExitCodeAndAsJsonAndWritesNothing(int phase, boolean verified, int exitCode, LabUnderTest lab)
            throws Exception {
        lab.goTo(Phase.TWO);
        String trace = lab.traceOfWrites();

        JsonNode proof = json(lab, exitCode, "verify", String.valueOf(phase));

        assertThat(proof.path("verified").asBoolean()).isEqualTo(verified);
        assertThat(proof.path("deviations").asInt() == 0).isEqualTo(verified);
        assertThat(proof.path("phase").asText())
                .isEqualTo(List.of("ZERO", "ONE", "TWO").get(phase));
        assertThat(lab.traceOfWrites()).isEqualTo(trace);
    }

    @ParameterizedTest
    @CsvSource({"ZERO, 0", "ONE, 1", "TWO, 2", "THREE, 3"})
    void statusTellsWhereTheLabIs(String name, String number, LabUnderTest lab) throws Exception {
        lab.goTo(Phase.of(name));
        String trace = lab.traceOfWrites();

        JsonNode status = json(lab, 0, "status");

        assertThat(status.path("phase").asText()).isEqualTo(name);
        assertThat(status.path("servers").asInt()).isEqualTo(4);
        assertThat(status.path("deviations").path(name).asInt()).isZero();
        assertThat(status.path("deviations").fieldNames()).toIterable().containsExactly("ZERO", "ONE", "TWO", "THREE");
        assertThat(lab.traceOfWrites()).isEqualTo(trace);
    }

    @ParameterizedTest
    @CsvSource({"ZERO, 1", "ZERO, 2", "TWO, 1", "TWO, 0"})
    void planAndDryRunTellTheStepsAndWriteNothing(String from, String to, LabUnderTest lab) throws Exception {
        lab.goTo(Phase.of(from));
        String trace = lab.traceOfWrites();
        Map<String, List<String>> queues = lab.queues.all();

        JsonNode plan = json(lab, 0, "plan", to);
        JsonNode dryRun = json(lab, 0, "restore", to, "--dry-run");

        assertThat(plan.path("steps")).isNotEmpty();
        assertThat(dryRun.path("steps")).isEqualTo(plan.path("steps"));
        assertThat(dryRun.path("dryRun").asBoolean()).isTrue();
        assertThat(dryRun.path("verified").asBoolean()).isFalse();
        assertThat(dryRun.path("changed")).isEmpty();
        assertThat(dryRun.path("after")).isEqualTo(dryRun.path("before"));
        assertThat(lab.traceOfWrites()).isEqualTo(trace);
        assertThat(lab.queues.all()).isEqualTo(queues);
    }

    @Test
    void thePlanOfALabThatIsThereIsEmpty(LabUnderTest lab) throws Exception {
        lab.goTo(Phase.TWO);

        assertThat(json(lab, 0, "plan", "2").path("steps")).isEmpty();
    }

    @Test
    void thePlanAnnouncesWhatTheRestoreChanges(LabUnderTest lab) throws Exception {
        lab.goTo(Phase.ZERO);
        JsonNode plan = json(lab, 0, "plan", "2");

        JsonNode done = json(lab, 0, "restore", "2");

        long planned = 0;
        for (JsonNode step : plan.path("steps")) {
            planned += step.path("count").asLong();
        }
        long changed = 0;
        for (JsonNode count : done.path("changed")) {
            changed += count.asLong();
        }
        assertThat(changed).isEqualTo(planned);
    }

    @Test
    void peopleReadTheSameInWords(LabUnderTest lab) {
        lab.goTo(Phase.TWO);

        assertThat(run(lab, "restore", "2").out())
                .contains("Phase TWO (cable validation complete), the first 4 servers", "Verified: ", "requests");
        assertThat(run(lab, "status").out()).contains("4 servers", "phase 2 TWO    the lab is here");
        assertThat(run(lab, "plan", "2").out()).contains("Nothing to do, the lab is there.");
        Outcome differs = run(lab, "verify", "1");
        assertThat(differs.exitCode()).isEqualTo(1);
        assertThat(differs.out()).contains("Not verified: ");
    }

    private static JsonNode json(LabUnderTest lab, int exitCode, String... args) throws Exception {
        String[] all = Arrays.copyOf(args, args.length + 1);
        all[args.length] = "--json";
        Outcome outcome = run(lab, all);
        assertThat(outcome.exitCode()).as(outcome.everything()).isEqualTo(exitCode);
        return new ObjectMapper().readTree(outcome.out());
    }

    private static Outcome run(LabUnderTest lab, String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--limit";
        all[args.length + 1] = FEW;
        return InProcess.run(() -> lab.config().build(), all);
    }
}
