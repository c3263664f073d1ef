package io.github.pocstate.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.config.ConfigReview;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.doctor.Diagnosis;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.doctor.Outcome;
import io.github.pocstate.doctor.Section;
import io.github.pocstate.spi.Checkup;
import io.github.pocstate.spi.CheckupContext;
import io.github.pocstate.spi.CheckupProvider;
import io.github.pocstate.spi.Sections;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class DoctorTest {

    private static final ConfigReview RIGHT = PocConfig.builder()
            .netBox(URI.create("http://127.0.0.1:8000"), Secret.of("0123456789"))
            .review();

    private static CheckupProvider provider(int order, String title, BiConsumer<CheckupContext, Sections> look) {
        return new CheckupProvider() {
            @Override
            public int order() {
                return order;
            }

            @Override
            public List<Checkup> checkups(CheckupContext context) {
                return List.of(new Checkup() {
                    @Override
                    public String title() {
                        return title;
                    }

                    @Override
                    public void examine(Sections sections) {
                        look.accept(context, sections);
                    }
                });
            }
        };
    }

    private static CheckupProvider good(int order, String title) {
        return provider(
                order, title, (context, sections) -> sections.section(title).passed("all", "well"));
    }

    private static Diagnosis examine(ConfigReview settings, CheckupProvider... providers) {
        return Doctor.examine(settings, List.of(providers), Duration.ofSeconds(20));
    }

    @Test
    void sectionsStandInTheOrderOfTheProviders() {
        Diagnosis diagnosis = examine(RIGHT, good(20, "second"), good(10, "first"));

        assertThat(diagnosis.sections()).extracting(Section::title).containsExactly("Configuration", "first", "second");
        assertThat(diagnosis.isHealthy()).isTrue();
    }

    @Test
    void anErrorThatGetsOutIsAFailureAndTheOthersGoOn() {
        Diagnosis diagnosis = examine(
                RIGHT,
                provider(1, "sick", (context, sections) -> {
                    sections.section("sick").passed("before", "seen");
                    throw new UnreachableException(new Problem("No answer.", "there", "look"));
                }),
                provider(2, "broken", (context, sections) -> {
                    throw new IllegalStateException("a secret");
                }),
                good(3, "well"));

        assertThat(diagnosis.findings().map(Finding::outcome))
                .containsExactly(Outcome.PASSED, Outcome.PASSED, Outcome.FAILED, Outcome.FAILED, Outcome.PASSED);
        assertThat(diagnosis.toString())
                .contains("No answer.", "The check itself failed: IllegalStateException")
                .doesNotContain("a secret");
    }

    @Test
    void whoeverTakesTooLongIsNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        CheckupProvider slow = provider(1, "slow", (context, sections) -> {
            sections.section("slow").passed("start", "seen");
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        Diagnosis diagnosis = Doctor.examine(RIGHT, List.of(slow), Duration.ofSeconds(3));

        never.countDown();
        assertThat(diagnosis.count(Outcome.FAILED)).isEqualTo(1);
        assertThat(diagnosis.toString()).contains("start", "The checks did not end within 3 s.");
    }

    @Test
    void eachWrongSettingFailsByNameAndProvidersAreToldWhichOnesAre() {
        ConfigReview wrong = PocConfig.builder()
                .netBox(URI.create("http://127.0.0.1:8000"), Secret.of("0123456789"))
                .set(Setting.REDIS_PORT, "none")
                .review();

        Diagnosis diagnosis = examine(
                wrong,
                provider(
                        1,
                        "Redis",
                        (context, sections) -> context.obstacle(Setting.REDIS_HOST, Setting.REDIS_PORT)
                                .ifPresent(obstacle -> sections.section("Redis").skipped("reachable", obstacle))));

        assertThat(diagnosis.findings())
                .containsExactly(
                        Finding.failed(
                                "REDIS_PORT",
                                new Problem(
                                        "REDIS_PORT is [none], it must be a number from 1 to 65535",
                                        "set in code",
                                        ConfigReview.REMEDY)),
                        Finding.skipped("reachable", "REDIS_PORT is wrong"));
    }
}
