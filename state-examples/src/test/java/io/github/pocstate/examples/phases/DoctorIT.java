package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pocstate.Phase;
import io.github.pocstate.PocState;
import io.github.pocstate.cli.InProcess;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.doctor.Diagnosis;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.doctor.Outcome;
import io.github.pocstate.doctor.Section;
import io.github.pocstate.lab.LabOfTests;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the doctor tells of a lab that is well, and of one that lacks one thing. */
@OnLab
class DoctorIT {

    private static final String WRONG_TOKEN = "00000000000000000000000000000000000000ab";
    private static final String REACHABLE = "reachable";

    private final URI database = URI.create(LabOfTests.variable("NETBOX_DB_URL"));
    private DatabaseContent content = new DatabaseContent(Map.of(), Map.of());
    private List<String> databases = List.of();
    private Map<String, String> keys = Map.of();

    @BeforeEach
    void startInPhaseTwo(LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        remember(lab);
    }

    private void remember(LabUnderTest lab) {
        content = DatabaseContent.of(lab.sql);
        databases = databases(lab);
        keys = lab.queues.dump();
    }

    @AfterEach
    void nothingWasWritten(LabUnderTest lab) {
        assertThat(DatabaseContent.of(lab.sql)).isEqualTo(content);
        assertThat(databases(lab)).isEqualTo(databases);
        assertThat(lab.queues.dump()).isEqualTo(keys);
        assertThat(lab.sql.texts("SELECT objid::text FROM pg_locks WHERE locktype = 'advisory'"))
                .isEmpty();
    }

    private static List<String> databases(LabUnderTest lab) {
        return lab.sql.texts("SELECT datname || ' ' || datallowconn || ' ' || datistemplate || ' '"
                + " || coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database ORDER BY datname");
    }

    private static PocConfig.Builder settings() {
        return PocConfig.builder()
                .netBox(URI.create(LabOfTests.variable("NETBOX_URL")), Secret.of(LabOfTests.variable("NETBOX_TOKEN")))
                .redis(LabOfTests.variable("REDIS_HOST"), Integer.parseInt(LabOfTests.variable("REDIS_PORT")))
                .database(LabOfTests.variable("NETBOX_DB_URL"))
                .set(Setting.NETBOX_CACHE_URL, LabOfTests.variable("NETBOX_CACHE_URL"));
    }

    private static Diagnosis with(Setting setting, String value) {
        return diagnosis(settings().set(setting, value));
    }

    private static Diagnosis diagnosis(PocConfig.Builder settings) {
        Diagnosis diagnosis = PocState.doctor(settings);
        assertThat(diagnosis.inFull() + diagnosis.settings() + diagnosis.sections())
                .doesNotContain(LabOfTests.variable("NETBOX_TOKEN"))
                .doesNotContain(LabOfTests.variable("NETBOX_READONLY_TOKEN"))
                .doesNotContain(WRONG_TOKEN)
                .doesNotContain("netbox:netbox@");
        return diagnosis;
    }

    private static List<String> failed(Diagnosis diagnosis) {
        return diagnosis.sections().stream()
                .flatMap(section -> section.findings().stream()
                        .filter(finding -> finding.outcome() == Outcome.FAILED)
                        .map(finding -> section.title().split(" ")[0] + ": " + finding.check()))
                .toList();
    }

    private static Section section(Diagnosis diagnosis, String start) {
        return diagnosis.sections().stream()
                .filter(section -> section.title().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static Finding find(Diagnosis diagnosis, String section, String check) {
        return section(diagnosis, section).findings().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError(diagnosis.toString()));
    }

    @Test
    void aLabThatIsWellPassesEveryCheck() {
        Diagnosis diagnosis = diagnosis(settings());

        assertThat(failed(diagnosis)).as(diagnosis.toString()).isEmpty();
        assertThat(diagnosis.count(Outcome.SKIPPED)).as(diagnosis.toString()).isZero();
        assertThat(diagnosis.findings().filter(finding -> finding.outcome() == Outcome.WARNING))
                .as(diagnosis.toString())
                .extracting(Finding::check)
                .containsExactly("ended sessions");
        assertThat(diagnosis.sections())
                .extracting(section -> section.title().split(" ")[0])
                .containsExactly("Java", "Configuration", "NetBox", "Servers", "Redis", "PostgreSQL", "NetBox");
        assertThat(find(diagnosis, "Servers", "interfaces").what()).contains("bmc on all", "MAC address on all");
    }

    @Test
    void itAsksAndNeverWrites(LabUnderTest lab) {
        try (RecordingProxy proxy = RecordingProxy.before(URI.create(LabOfTests.variable("NETBOX_URL")))) {
            String trace = lab.traceOfWrites();

            Diagnosis diagnosis = with(Setting.NETBOX_URL, proxy.url());

            assertThat(failed(diagnosis)).as(diagnosis.toString()).isEmpty();
            assertThat(proxy.methods()).hasSizeGreaterThan(40).containsOnly("GET", "OPTIONS");
            assertThat(lab.traceOfWrites()).isEqualTo(trace);
        }
    }

    @Test
    void itGoesOnWhileSomebodyElseHoldsTheLab(LabUnderTest lab) {
        Diagnosis diagnosis = lab.queues.whileLocked(() -> diagnosis(settings()));

        assertThat(failed(diagnosis)).isEmpty();
        assertThat(find(diagnosis, "Redis", "lock").what())
                .matches("held by somebody who left no name, \\d+ s of its lease left");
    }

    @Test
    void aWrongTokenFailsAloneAndTheRestIsStillLookedAt() {
        Diagnosis diagnosis = with(Setting.NETBOX_TOKEN, WRONG_TOKEN);

        assertThat(failed(diagnosis)).containsExactly("NetBox: token");
        assertThat(find(diagnosis, "NetBox", "token").remedy().orElseThrow()).startsWith("check NETBOX_TOKEN");
        assertThat(find(diagnosis, "Servers", "servers").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(find(diagnosis, "Redis", "update queue").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(find(diagnosis, "PostgreSQL", "may clone").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aTokenThatMayOnlyReadFailsOnce() {
        Diagnosis diagnosis = with(Setting.NETBOX_TOKEN, LabOfTests.variable("NETBOX_READONLY_TOKEN"));

        assertThat(failed(diagnosis)).as(diagnosis.toString()).containsExactly("NetBox: may write");
        assertThat(find(diagnosis, "Servers", "BMC discovery").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aRedisThatIsNotThereFailsAloneAndTheRestIsStillLookedAt() {
        Diagnosis diagnosis = with(Setting.REDIS_PORT, "1");

        assertThat(failed(diagnosis)).containsExactly("Redis: reachable");
        assertThat(find(diagnosis, "Redis", "NetBox's cache").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(find(diagnosis, "Servers", "BMC discovery").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aQueueOfAnotherTypeFails(LabUnderTest lab) {
        lab.queues.occupy("test:not-a-list");
        remember(lab);
        try {
            Diagnosis diagnosis = with(Setting.REDIS_QUEUE, "test:not-a-list");

            assertThat(failed(diagnosis)).containsExactly("Redis: discovery queue");
            assertThat(find(diagnosis, "Redis", "discovery queue").what())
                    .isEqualTo("The queue [test:not-a-list] is not a list in Redis, but of type OBJECT.");
        } finally {
            lab.queues.free("test:not-a-list");
            remember(lab);
        }
    }

    @Test
    void aDatabaseThatIsNotThereFailsAloneAndTheRestIsStillLookedAt() {
        Diagnosis diagnosis = with(Setting.NETBOX_DB_URL, "postgresql://netbox@127.0.0.1:1/netbox");

        assertThat(failed(diagnosis)).containsExactly("PostgreSQL: reachable");
        assertThat(find(diagnosis, "NetBox on", "database").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(find(diagnosis, "NetBox", "may change").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void withoutADatabaseSnapshotsAreSkippedAndTheLabIsFit() {
        Diagnosis diagnosis = with(Setting.NETBOX_DB_URL, "");

        assertThat(diagnosis.isHealthy()).isTrue();
        assertThat(find(diagnosis, "PostgreSQL", "database").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(find(diagnosis, "NetBox", "may delete").outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void aDatabaseThatIsNotTheOneOfThisNetBoxFails() {
        Diagnosis diagnosis = with(
                Setting.NETBOX_DB_URL, LabOfTests.variable("NETBOX_DB_URL").replaceFirst("/netbox$", "/template1"));

        assertThat(failed(diagnosis)).contains("NetBox: database");
    }

    @Test
    void aRoleWithoutCreatedbFails(LabUnderTest lab) {
        lab.sql.run("CREATE ROLE doctor_test LOGIN PASSWORD 'doctor_test'");
        try {
            Diagnosis diagnosis = with(
                    Setting.NETBOX_DB_URL,
                    "postgresql://doctor_test:doctor_test@" + database.getHost() + ":" + database.getPort()
                            + database.getPath());

            assertThat(failed(diagnosis)).contains("PostgreSQL: may clone", "PostgreSQL: may write rows");
            assertThat(find(diagnosis, "PostgreSQL", "may clone").remedy().orElseThrow())
                    .contains("CREATEDB");
            assertThat(find(diagnosis, "NetBox on", "ended sessions").outcome()).isEqualTo(Outcome.SKIPPED);
        } finally {
            lab.sql.run("DROP ROLE doctor_test");
        }
    }

    @Test
    void wrongSettingsFailByNameAndWhatDoesNotNeedThemIsStillLookedAt() {
        Diagnosis diagnosis =
                diagnosis(settings().set(Setting.NETBOX_URL, "ftp://nowhere").set(Setting.REDIS_PORT, "99999"));

        assertThat(failed(diagnosis)).containsExactly("Configuration: NETBOX_URL", "Configuration: REDIS_PORT");
        assertThat(find(diagnosis, "NetBox", REACHABLE)).isEqualTo(Finding.skipped(REACHABLE, "NETBOX_URL is wrong"));
        assertThat(find(diagnosis, "Redis", REACHABLE).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(find(diagnosis, "PostgreSQL", "may clone").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aHostThatMayNotBeWrittenToFails() {
        String url = LabOfTests.variable("NETBOX_URL").replace("127.0.0.1", "0.0.0.0");

        Diagnosis diagnosis = with(Setting.NETBOX_URL, url);

        assertThat(failed(diagnosis)).containsExactly("NetBox: may be written to");
        assertThat(find(diagnosis, "NetBox", "may be written to").remedy().orElseThrow())
                .contains("POC_STATE_ALLOWED_HOSTS=0.0.0.0");
    }

    @Test
    void onTheCommandLineItPrintsTheSameAndTellsByItsExitCode() throws JsonProcessingException {
        InProcess.Outcome well = InProcess.runWith(DoctorIT::settings, "doctor");
        assertThat(well.exitCode()).as(well.everything()).isZero();
        assertThat(well.out()).contains("The lab is fit:", "nothing was written.");
        assertThat(well.err()).isEmpty();

        InProcess.Outcome sick = InProcess.runWith(() -> settings().set(Setting.REDIS_PORT, "1"), "doctor", "--json");
        assertThat(sick.exitCode()).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(sick.out());
        assertThat(json.path("healthy").asBoolean()).isFalse();
        assertThat(json.path("outcomes").path("FAILED").asInt()).isEqualTo(1);
        assertThat(json.path("settings")).hasSize(Setting.values().length);
        assertThat(json.path("sections").findValuesAsText("do"))
                .contains("check REDIS_HOST, REDIS_PORT and that Redis runs");
    }
}
