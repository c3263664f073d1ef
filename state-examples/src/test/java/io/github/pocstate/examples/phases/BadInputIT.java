package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.cli.InProcess;
import io.github.pocstate.cli.InProcess.Outcome;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.lab.LabOfTests;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong settings, wrong arguments, a lab that does not answer: told in three lines, and nothing is written. */
@OnLab
class BadInputIT {

    private static final String WRONG_TOKEN = "00000000000000000000000000000000deadbeef";
    private static final String PASSWORD = "a-password-that-nobody-may-see";
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private String trace = "";
    private Map<String, List<String>> queues = Map.of();

    @BeforeEach
    void startInPhaseZero(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        remember(lab);
    }

    private void remember(LabUnderTest lab) {
        trace = lab.traceOfWrites();
        queues = lab.queues.all();
    }

    @AfterEach
    void nothingWasWritten(LabUnderTest lab) {
        assertThat(lab.traceOfWrites()).isEqualTo(trace);
        assertThat(lab.queues.all()).isEqualTo(queues);
    }

    @Test
    void aNetBoxThatDoesNotAnswer(LabUnderTest lab) {
        Outcome outcome = run(lab, Setting.NETBOX_URL, "http://127.0.0.1:1");

        tells(outcome, FAILED, "NetBox cannot be reached.", "http://127.0.0.1:1", "check NETBOX_URL");
    }

    @Test
    void anAddressThatIsNotOneOfNetBox(LabUnderTest lab) {
        Outcome outcome =
                run(lab, Setting.NETBOX_URL, lab.config().build().netBox().url() + "/no-such-place");

        tells(outcome, FAILED, "NetBox said no (HTTP 404)", "/no-such-place", "check NETBOX_URL");
    }

    @Test
    void aRedisThatDoesNotAnswer(LabUnderTest lab) {
        Outcome outcome = run(lab, Setting.REDIS_PORT, "1");

        tells(outcome, FAILED, "Redis cannot be reached.", ":1", "check REDIS_HOST");
    }

    @Test
    void aRedisThatRefusesThePassword(LabUnderTest lab) {
        Outcome outcome = run(lab, Setting.REDIS_PASSWORD, PASSWORD);

        tells(outcome, FAILED, "Redis said no", "redis://", "REDIS_PASSWORD");
    }

    @Test
    void aTokenThatNetBoxDoesNotKnow(LabUnderTest lab) {
        Outcome outcome = run(lab, Setting.NETBOX_TOKEN, WRONG_TOKEN);

        tells(outcome, FAILED, "NetBox said no (HTTP 403)", "http", "check NETBOX_TOKEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void aTokenThatMayOnlyRead(String phase, LabUnderTest lab) {
        PocConfig config = lab.config(Setting.NETBOX_TOKEN, LabOfTests.variable("NETBOX_READONLY_TOKEN"));

        Outcome outcome = run(() -> config, "restore", phase, "--limit", "3");

        tells(outcome, FAILED, "The token may not", "http", "give the token write access");
        assertThat(outcome.everything()).doesNotContain(LabOfTests.variable("NETBOX_READONLY_TOKEN"));
        assertThat(run(() -> config, "plan", phase, "--limit", "3").exitCode()).isZero();
        assertThat(run(() -> config, "status", "--limit", "3").exitCode()).isZero();
    }

    @Test
    void aTokenThatMayOnlyReadCannotUndoEither(LabUnderTest lab) {
        lab.goTo(Phase.ONE);
        remember(lab);
        PocConfig config = lab.config(Setting.NETBOX_TOKEN, LabOfTests.variable("NETBOX_READONLY_TOKEN"));

        Outcome outcome = run(() -> config, "restore", "0", "--limit", "3");

        tells(outcome, FAILED, "The token may not", "http", "give the token write access");
    }

    @ParameterizedTest
    @ValueSource(strings = {"restore", "plan", "verify"})
    void aSiteThatDoesNotExist(String verb, LabUnderTest lab) {
        Outcome outcome = run(() -> lab.config().build(), verb, "1", "--site", "atlantis");

        tells(outcome, FAILED, "There is no site [atlantis].", "dc-center", "name one of them by its slug");
    }

    @Test
    void aRoleThatNoServerHas(LabUnderTest lab) {
        Outcome outcome = run(lab, Setting.POC_STATE_SERVER_ROLE, "mainframe");

        tells(outcome, FAILED, "No servers found.", "mainframe", "check POC_STATE_SERVER_ROLE");
    }

    @Test
    void aHostThatIsNotAllowed(LabUnderTest lab) {
        URI url = lab.config().build().netBox().url();
        PocConfig config = lab.config()
                .set(Setting.NETBOX_URL, "http://0.0.0.0:" + url.getPort())
                .set(Setting.POC_STATE_ALLOWED_HOSTS, "somewhere-else")
                .build();

        Outcome outcome = run(() -> config, "restore", "1", "--limit", "3");

        tells(outcome, USAGE, "The host [0.0.0.0] may not be written to", "somewhere-else", "POC_STATE_ALLOWED_HOSTS");
        assertThat(run(() -> config, "restore", "1", "--limit", "3", "--dry-run")
                        .exitCode())
                .isZero();
    }

    /** The lock is a write, too; were it asked for first, somebody else's would be in the way. */
    @Test
    void aRedisThatIsNotAllowedIsNotEvenLocked(LabUnderTest lab) {
        PocConfig config = lab.config()
                .set(Setting.REDIS_HOST, "0.0.0.0")
                .set(Setting.POC_STATE_ALLOWED_HOSTS, "somewhere-else")
                .set(Setting.POC_STATE_LOCK_TIMEOUT, "0")
                .build();

        Outcome outcome = lab.queues.whileLocked(() -> run(() -> config, "restore", "1", "--limit", "3"));

        tells(outcome, USAGE, "The host [0.0.0.0] may not be written to", "somewhere-else", "POC_STATE_ALLOWED_HOSTS");
    }

    @Test
    void aLabThatSomebodyElseWritesTo(LabUnderTest lab) {
        PocConfig config = lab.config(Setting.POC_STATE_LOCK_TIMEOUT, "1");

        Outcome outcome = lab.queues.whileLocked(() -> run(() -> config, "restore", "1", "--limit", "3"));

        tells(outcome, FAILED, "Somebody else writes to this lab", "waited 1 s", "POC_STATE_LOCK_TIMEOUT");
    }

    @Test
    void settingsThatAreWrongAllTogether(LabUnderTest lab) {
        Outcome outcome = run(
                () -> lab.config()
                        .set(Setting.NETBOX_URL, "ftp://nowhere")
                        .set(Setting.REDIS_PORT, "99999")
                        .set(Setting.POC_STATE_TIMEOUT, "soon")
                        .build(),
                "status");

        tells(outcome, USAGE, "3 settings are wrong.", "NETBOX_URL", "set them in the environment");
        assertThat(outcome.err()).contains("REDIS_PORT is [99999]", "POC_STATE_TIMEOUT is [soon]");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void aLimitThatIsNotPositive(String limit, LabUnderTest lab) {
        Outcome outcome = run(() -> lab.config().build(), "restore", "1", "--limit", limit);

        assertThat(outcome.exitCode()).isEqualTo(USAGE);
        assertThat(outcome.err()).contains("--limit is " + limit + ", it must be 1 or greater", "Usage:");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7", "four", "-1", "''"})
    void aPhaseThatDoesNotExist(String phase, LabUnderTest lab) {
        Outcome outcome = run(() -> lab.config().build(), "restore", phase);

        assertThat(outcome.exitCode()).isEqualTo(USAGE);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void theMessageOfAnUnknownPhaseListsThePhases(LabUnderTest lab) {
        Outcome outcome = run(() -> lab.config().build(), "restore", "7");

        tells(outcome, USAGE, "There is no phase [7].", "2 (TWO, cable validation complete)", "name one of them");
    }

    private static Outcome run(LabUnderTest lab, Setting setting, String value) {
        Outcome outcome = run(() -> lab.config(setting, value), "restore", "1", "--limit", "3");
        Outcome json = run(() -> lab.config(setting, value), "restore", "1", "--limit", "3", "--json");
        assertThat(json.exitCode()).isEqualTo(outcome.exitCode());
        assertThat(json.out()).contains("\"error\"", "\"what\"", "\"where\"", "\"do\"");
        return outcome;
    }

    private static Outcome run(Supplier<PocConfig> config, String... args) {
        Outcome outcome = InProcess.run(config, args);
        assertThat(outcome.everything())
                .doesNotContain(LabOfTests.variable("NETBOX_TOKEN"))
                .doesNotContain(WRONG_TOKEN)
                .doesNotContain(PASSWORD)
                .doesNotContain("\tat ");
        return outcome;
    }

    private static void tells(Outcome outcome, int exitCode, String what, String where, String remedy) {
        assertThat(outcome.exitCode()).as(outcome.everything()).isEqualTo(exitCode);
        List<String> lines = outcome.err().lines().toList();
        assertThat(outcome.err()).contains(what);
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("  where: ").contains(where))
                .anySatisfy(line -> assertThat(line).startsWith("  do:    ").contains(remedy));
    }
}
