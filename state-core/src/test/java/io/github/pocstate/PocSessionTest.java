package io.github.pocstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.LockStatus.Holder;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.LabProvider;
import io.github.pocstate.testkit.FakeLab;
import io.github.pocstate.testkit.RecordingListener;
import io.github.pocstate.testkit.ServicesOnClassPath;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PocSessionTest {

    private static final PocConfig CONFIG = PocConfig.builder()
            .netBox(URI.create("http://127.0.0.1:8000"), Secret.of("0123456789"))
            .build();

    @Test
    void withoutAnAdapterTheMessageNamesTheDependencyToAdd() {
        assertThatThrownBy(() -> PocSession.open(CONFIG))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        No adapter for a lab is on the class path.
                          where: META-INF/services/io.github.pocstate.spi.LabProvider
                          do:    add the dependency io.github.pocstate:state-netbox""");
    }

    @Test
    void twoAdaptersAreRefusedByName() {
        try (var services = ServicesOnClassPath.with(
                LabProvider.class, FakeLabProvider.class.getName(), OtherProvider.class.getName())) {
            assertThatThrownBy(() -> PocSession.open(CONFIG))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("""
                            2 adapters for a lab are on the class path, one is needed.
                              where: [io.github.pocstate.PocSessionTest$FakeLabProvider, io.github.pocstate.PocSessionTest$OtherProvider]
                              do:    remove the dependencies that bring the others""");
        }
    }

    @Nested
    class WithAnAdapter {

        private final FakeLab lab = new FakeLab(3);
        private ServicesOnClassPath services;

        @BeforeEach
        void putTheAdapterOnTheClassPath() {
            FakeLabProvider.lab = lab;
            services = ServicesOnClassPath.with(LabProvider.class, FakeLabProvider.class.getName());
        }

        @AfterEach
        void takeItAwayAgain() {
            services.close();
        }

        @Test
        void openingWritesNothingAndHandsOverTheSettings() {
            try (PocSession session = PocSession.open(CONFIG)) {
                assertThat(session).isNotNull();
                assertThat(FakeLabProvider.config).isSameAs(CONFIG);
                assertThat(lab.diary()).isEmpty();
            }
        }

        @Test
        void closingClosesTheLab() {
            PocSession.open(CONFIG).close();

            assertThat(lab.diary()).containsExactly("close");
        }

        @Test
        void theVerbsWorkOnTheWholeLabByDefault() {
            try (PocSession session = PocSession.open(CONFIG)) {
                assertThat(session.plan(Phase.ONE).size()).isEqualTo(6);
                assertThat(session.restore(Phase.ONE).changed())
                        .containsExactly(Map.entry("addresses", 3), Map.entry("devices", 3));
                assertThat(session.plan(Phase.ONE).isEmpty()).isTrue();
                assertThat(session.verify(Phase.ONE).passed()).isTrue();
                assertThat(session.status(RestoreOptions.DEFAULT).phase()).hasValue(Phase.ONE);
            }
        }

        @Test
        void theVerbsKeepToTheScopeOfTheirOptions() {
            RecordingListener listener = new RecordingListener();
            RestoreOptions two =
                    RestoreOptions.builder().limit(2).listener(listener).build();
            try (PocSession session = PocSession.open(CONFIG)) {
                assertThat(session.plan(Phase.TWO, two).size()).isEqualTo(4);
                assertThat(session.restore(Phase.TWO, two).verified()).isTrue();
                assertThat(session.verify(Phase.TWO, two).passed()).isTrue();
                assertThat(session.verify(Phase.TWO).passed()).isFalse();
                assertThat(session.status(two).summary().servers()).isEqualTo(2);
            }
            assertThat(listener.heard()).contains("started status failed: 2");
            assertThat(listener.open()).isEmpty();
        }

        @Test
        void theStatusIsThatOfThePhasesWithOrWithoutDiscoveryEvents() {
            RestoreOptions publishing =
                    RestoreOptions.builder().publishDiscovery(true).build();
            try (PocSession session = PocSession.open(CONFIG)) {
                assertThat(session.status(publishing).phases())
                        .isNotEmpty()
                        .allMatch(verification -> verification.goal().publishDiscovery());
                assertThat(session.status(RestoreOptions.DEFAULT).phases())
                        .isNotEmpty()
                        .noneMatch(verification -> verification.goal().publishDiscovery());
            }
        }

        @Test
        void aDryRunStopsAtThePlan() {
            RestoreOptions dry = RestoreOptions.builder().dryRun(true).build();
            try (PocSession session = PocSession.open(CONFIG)) {
                assertThat(session.restore(Phase.TWO, dry).dryRun()).isTrue();
            }
            assertThat(lab.diary()).containsExactly("observe", "close");
        }

        @Test
        void aReservationHoldsTheLabOverSeveralCalls() {
            try (PocSession session = PocSession.open(CONFIG)) {
                try (PocSession mine = session.reserve("rack 7", Duration.ZERO)) {
                    mine.restore(Phase.ONE);
                    mine.restore(Phase.ONE);
                    assertThat(lab.lock().holder()).map(Holder::purpose).hasValue("rack 7");
                }
                assertThat(lab.lock().holder()).isEmpty();
            }
            assertThat(lab.diary())
                    .startsWith("reserve for rack 7", "observe")
                    .doesNotContain("lock")
                    .endsWith("give back", "close");
        }

        @Test
        void everybodyElseWaitsForAReservation() {
            try (PocSession session = PocSession.open(CONFIG);
                    PocSession mine = session.reserve("rack 7", Duration.ZERO)) {
                assertThatThrownBy(() -> session.restore(Phase.ONE))
                        .isInstanceOf(UnfitLabException.class)
                        .hasMessageContaining("for [rack 7]");
                assertThat(session.verify(Phase.ZERO).passed()).isTrue();
                assertThat(mine.restore(Phase.ONE).verified()).isTrue();
            }
        }

        @Test
        void aReservationMayBeUsedAndGivenBackByAnyThread() throws Exception {
            try (PocSession session = PocSession.open(CONFIG)) {
                PocSession mine = session.reserve("rack 7", Duration.ZERO);

                CompletableFuture.runAsync(() -> mine.restore(Phase.ONE)).get(60, TimeUnit.SECONDS);
                CompletableFuture.runAsync(mine::close).get(60, TimeUnit.SECONDS);

                assertThat(session.restore(Phase.TWO).verified()).isTrue();
            }
        }

        @Test
        void afterItWasGivenBackItWritesNoMore() {
            try (PocSession session = PocSession.open(CONFIG)) {
                PocSession mine = session.reserve("rack 7", Duration.ZERO);
                mine.close();
                mine.close();

                assertThatThrownBy(() -> mine.restore(Phase.ONE))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("The lab was given back, [restore of phase ONE] came too late: reserve it again");
                assertThat(lab.diary()).containsExactly("reserve for rack 7", "give back");
            }
        }

        @Test
        void aReservationIsGivenBackAfterWhatRunsInIt() throws Exception {
            CountDownLatch reading = new CountDownLatch(1);
            RestoreOptions slow = RestoreOptions.builder()
                    .listener(new ProgressListener() {
                        @Override
                        public void started(String stage, int total) {
                            reading.countDown();
                        }
                    })
                    .build();
            try (PocSession session = PocSession.open(CONFIG)) {
                PocSession mine = session.reserve("rack 7", Duration.ZERO);
                CompletableFuture<RestoreReport> running =
                        CompletableFuture.supplyAsync(() -> mine.restore(Phase.ONE, slow));
                assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();

                mine.close();

                assertThat(running.get(60, TimeUnit.SECONDS).verified()).isTrue();
                assertThat(lab.diary()).endsWith("give back");
            }
        }

        @Test
        void aReservationWithinAReservationGoesBackToIt() {
            try (PocSession session = PocSession.open(CONFIG);
                    PocSession mine = session.reserve("rack 7", Duration.ZERO)) {
                try (PocSession inner = mine.reserve("unit 3", Duration.ZERO)) {
                    assertThat(inner.restore(Phase.ONE).verified()).isTrue();
                    assertThatThrownBy(() -> mine.restore(Phase.TWO)).isInstanceOf(UnfitLabException.class);
                }
                assertThat(mine.restore(Phase.TWO).verified()).isTrue();
            }
            assertThat(lab.diary()).filteredOn("give back"::equals).hasSize(1);
        }

        @Test
        void aClientOfTheLabIsHandedOutAsTheAdapterOffersIt() {
            FakeClient client = new FakeClient();
            lab.offerClient(client);
            try (PocSession session = PocSession.open(CONFIG)) {
                assertThat(session.client(FakeClient.class)).containsSame(client);
                assertThat(session.client(String.class)).isEmpty();
            }
        }

        @Nested
        class AndSettingsInSystemProperties {

            private final String urlBefore = System.getProperty("netbox.url");
            private final String tokenBefore = System.getProperty("netbox.token");

            @BeforeEach
            void setThem() {
                System.setProperty("netbox.url", "http://netbox.lab:8000/api/");
                System.setProperty("netbox.token", "0123456789");
            }

            @AfterEach
            void putThemBack() {
                putBack("netbox.url", urlBefore);
                putBack("netbox.token", tokenBefore);
            }

            @Test
            void restoreIsOneLineAndClosesTheLab() {
                RestoreReport report = PocState.restore(Phase.TWO);

                assertThat(report.verified()).isTrue();
                assertThat(lab.diary()).startsWith("lock", "observe", "admit").endsWith("unlock", "close");
                assertThat(FakeLabProvider.config.netBox().url()).hasToString("http://netbox.lab:8000");
            }

            @Test
            void planVerifyAndStatusReadAndCloseTheLab() {
                assertThat(PocState.plan(Phase.ONE).size()).isEqualTo(6);
                assertThat(PocState.verify(Phase.ZERO).passed()).isTrue();
                assertThat(PocState.status().phase()).hasValue(Phase.ZERO);

                assertThat(lab.diary()).containsExactly("observe", "close", "observe", "close", "observe", "close");
            }

            @Test
            void theLabIsClosedAfterAFailureToo() {
                lab.breakObservation(FakeLab.silence());

                assertThatThrownBy(() -> PocState.restore(Phase.TWO)).isInstanceOf(UnreachableException.class);
                assertThat(lab.diary()).containsExactly("lock", "observe", "unlock", "close");
            }

            private void putBack(String property, String value) {
                if (value == null) {
                    System.clearProperty(property);
                } else {
                    System.setProperty(property, value);
                }
            }
        }
    }

    private static final class FakeClient {}

    public static final class FakeLabProvider implements LabProvider {

        private static FakeLab lab;
        private static PocConfig config;

        @Override
        public Lab open(PocConfig settings) {
            config = settings;
            return lab;
        }
    }

    public static final class OtherProvider implements LabProvider {

        @Override
        public Lab open(PocConfig settings) {
            throw new IllegalStateException("must not be asked");
        }
    }
}
