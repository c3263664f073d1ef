package io.github.pocstate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.PocStateException;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.cli.InProcess.Outcome;
import io.github.pocstate.lab.EmbeddedLab;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code poc-state lock}: who has the lab, and how it is freed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockCommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EmbeddedLab lab;

    @BeforeAll
    void start() {
        lab = EmbeddedLab.builder().servers(4).start();
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    private Outcome say(String... args) {
        return InProcess.run(() -> lab.config().build(), args);
    }

    private JsonNode json(String... args) throws IOException {
        return JSON.readTree(say(args).out());
    }

    @Test
    void aFreeLabIsFree() throws IOException {
        assertThat(say("lock")).isEqualTo(new Outcome(0, "The lab is free.\n", ""));
        assertThat(json("lock", "--json").path("held").asBoolean()).isFalse();
        assertThat(say("lock", "--break")).isEqualTo(new Outcome(0, "The lab is free.\n", ""));
    }

    @Test
    void theHolderIsShownAndNotDisturbed() throws IOException {
        try (PocSession session = PocSession.open(lab.config().build());
                PocSession mine = session.reserve("burn-in of rack 7", Duration.ZERO)) {
            Outcome shown = say("lock");
            assertThat(shown.exitCode()).isZero();
            assertThat(shown.out())
                    .startsWith("The lab is held by " + System.getProperty("user.name") + ", process "
                            + ProcessHandle.current().pid() + " on ")
                    .contains("for [burn-in of rack 7]")
                    .containsPattern("\\d+ s of its lease left\\.");

            JsonNode told = json("lock", "--json");
            assertThat(told.path("held").asBoolean()).isTrue();
            assertThat(told.path("purpose").asText()).isEqualTo("burn-in of rack 7");
            assertThat(told.path("leaseMs").asLong()).isBetween(1L, 10_000L);
            assertThat(told.fieldNames()).toIterable().contains("owner", "host", "since");

            Outcome refused = say("lock", "--break");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("Break the lock? Nobody can be asked here: say --yes.");
            assertThat(mine.restore(Phase.ONE).verified()).isTrue();
        }
    }

    @Test
    void aHoldThatIsBrokenEndsTheHoldersWrites() throws IOException {
        try (PocSession session = PocSession.open(lab.config().build());
                PocSession mine = session.reserve("burn-in of rack 7", Duration.ZERO)) {
            JsonNode broken = json("lock", "--break", "--yes", "--json");
            assertThat(broken.path("broken").asBoolean()).isTrue();
            assertThat(broken.path("held").asBoolean()).isFalse();
            assertThat(broken.path("purpose").asText()).isEqualTo("burn-in of rack 7");

            assertThat(say("restore", "0").exitCode()).isZero();
            assertThatExceptionOfType(PocStateException.class)
                    .isThrownBy(() -> mine.restore(Phase.TWO))
                    .withMessageContaining("The lock of this lab was lost; nothing more is written.");
        }
        assertThat(say("verify", "0").exitCode()).isZero();
    }

    @Test
    void aSnapshotIsNotPutBackByWhoeverLostTheLab() {
        assertThat(say("restore", "1").exitCode()).isZero();
        assertThat(say("restore", "2").exitCode()).isZero();
        try (PocSession first = PocSession.open(lab.config().build());
                PocSession second = PocSession.open(lab.config().build())) {
            RestoreOptions options = RestoreOptions.builder()
                    .listener(new ProgressListener() {
                        @Override
                        public void started(String stage, int objects) {
                            if (stage.startsWith("snapshot")) {
                                second.breakLock();
                            }
                        }
                    })
                    .build();

            assertThatExceptionOfType(PocStateException.class)
                    .isThrownBy(() -> first.restore(Phase.ONE, options))
                    .withMessageStartingWith("The lock of this lab was lost; nothing more is written.");
            assertThat(second.verify(Phase.TWO).passed()).isTrue();

            RestoreReport done = second.restore(Phase.ONE);
            assertThat(done.verified()).isTrue();
            assertThat(done.snapshot()).isPresent();
        }
    }
}
