package io.github.pocstate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pocstate.Problem;
import io.github.pocstate.config.GivenSetting;
import io.github.pocstate.config.GivenSetting.Source;
import io.github.pocstate.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final List<GivenSetting> SETTINGS = List.of(
            new GivenSetting(Setting.NETBOX_URL, "http://127.0.0.1:8000", Source.ENVIRONMENT, List.of()),
            new GivenSetting(Setting.REDIS_PORT, "6379", Source.DEFAULT, List.of()));

    private static Diagnosis of(Finding... findings) {
        return new Diagnosis(
                SETTINGS,
                List.of(
                        new Section(Diagnosis.CONFIGURATION, List.of(Finding.passed("settings", "complete"))),
                        new Section("NetBox", List.of(findings))),
                Duration.ofMillis(1200));
    }

    @Test
    void printsOneLinePerCheckAndBelowAFailureWhatToDo() {
        Diagnosis diagnosis = of(
                Finding.passed("reachable", "answers in 3 ms"),
                Finding.failed("token", new Problem("No such token.", "http://127.0.0.1:8000", "check NETBOX_TOKEN")),
                Finding.skipped("version", "the token is wrong"));

        assertThat(diagnosis).hasToString("""
                Configuration
                  ok       settings    complete
                           NETBOX_URL  http://127.0.0.1:8000 (environment)

                NetBox
                  ok       reachable   answers in 3 ms
                  FAILED   token       No such token.
                                       where: http://127.0.0.1:8000
                                       do:    check NETBOX_TOKEN
                  skipped  version     the token is wrong

                The lab is not fit: 2 ok, 1 failed, 1 skipped. 1.2 s, nothing was written.""");
    }

    @Test
    void inFullShowsTheDefaultsToo() {
        assertThat(of().inFull()).contains("REDIS_PORT  6379 (default)");
        assertThat(of().toString()).doesNotContain("REDIS_PORT");
    }

    @Test
    void longTextsGoOnBelowThemselves() {
        String words = "word ".repeat(40).strip();

        assertThat(of(Finding.passed("long", words)).toString().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));
    }

    @Test
    void warningsAndSkippedChecksLeaveALabFit() {
        Diagnosis diagnosis = of(
                Finding.warning("clock", new Problem("late", "here", "wait")),
                Finding.skipped("room", "not seen", "look"));

        assertThat(diagnosis.isHealthy()).isTrue();
        assertThat(diagnosis.toString())
                .endsWith("The lab is fit: 1 ok, 1 warning, 1 skipped. 1.2 s, nothing was written.");
    }

    @Test
    void aFailureHasARemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Finding("token", Outcome.FAILED, "no", Optional.of("here"), Optional.empty()));
    }

    @Test
    void aClockMayBeFiveSecondsOff() {
        assertThat(Finding.clock("Redis", Duration.ofSeconds(-5), "here").outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(Finding.clock("Redis", Duration.ofSeconds(6), "here").what())
                .startsWith("The clock of Redis is 6 s ahead of ours;");
        assertThat(Finding.clock("Redis", Duration.ofMinutes(-90), "here").what())
                .startsWith("The clock of Redis is 1 h 30 min behind ours;");
    }
}
