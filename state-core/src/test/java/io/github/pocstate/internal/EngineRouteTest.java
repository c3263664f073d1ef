package io.github.pocstate.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.testkit.FakeTransition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EngineRouteTest extends EngineFixture {

    EngineRouteTest() {
        super(2);
    }

    @Nested
    class WhenTheWayLeadsThroughAnotherPhase {

        WhenTheWayLeadsThroughAnotherPhase() {
            lab.withdraw(Phase.TWO);
            lab.offer(FakeTransition.of(lab, "inversion", Phase.TWO).from(Phase.ONE));
        }

        @Test
        void eachLegIsReadBackBeforeTheNext() {
            RestoreReport report = restore(Phase.TWO);

            assertThat(lab.diary())
                    .containsExactly(
                            "lock",
                            "observe",
                            "admit",
                            "write srv-01 [devices]",
                            "write srv-02 [devices]",
                            "write srv-01 [addresses]",
                            "write srv-02 [addresses]",
                            "observe",
                            "admit",
                            "write srv-01 [devices]",
                            "write srv-02 [devices]",
                            "observe",
                            "unlock");
            assertThat(report.route().toString()).isEqualTo("fake-api -> inversion");
            assertThat(report.changed()).containsExactly(Map.entry("addresses", 2), Map.entry("devices", 4));
            assertThat(report.verification().goal().phase()).isEqualTo(Phase.TWO);
            assertThat(report.verified()).isTrue();
        }

        @Test
        void aLabInTheOriginTakesTheLastLegOnly() {
            lab.in(Phase.ONE);

            assertThat(restore(Phase.TWO).route().toString()).isEqualTo("inversion");
            assertThat(lab.writes()).isEqualTo(2);
        }

        @Test
        void aFinishedLabIsNotTornDownToTravelAgain() {
            lab.in(Phase.TWO);

            RestoreReport report = restore(Phase.TWO);

            assertThat(lab.diary()).containsExactly("lock", "observe", "unlock");
            assertThat(lab.content())
                    .containsExactly(
                            Map.entry("srv-01", "failed, address assigned"),
                            Map.entry("srv-02", "failed, address assigned"));
            assertThat(report.route()).hasToString("none");
            assertThat(report.verified()).isTrue();
        }

        @Test
        void aFinishedLabHasNothingToPlan() {
            lab.in(Phase.TWO);

            assertThat(engine.plan(goal(Phase.TWO), RestoreOptions.DEFAULT).isEmpty())
                    .isTrue();
        }
    }

    @Test
    void theReportTellsWhichWaysWereNotTaken() {
        lab.offer(FakeTransition.of(lab, "snapshot", Phase.TWO).refusing("there are foreign changes"));

        assertThat(restore(Phase.TWO).route())
                .isEqualTo(new RestoreReport.RouteTaken(
                        List.of("fake-api"), "reason of fake-api; not taken: [snapshot: there are foreign changes]"));
    }

    @Test
    void transitionsOfProvidersAreTakenToo() {
        FakeTransition blink = FakeTransition.of(lab, "blink", Phase.TWO).costing(Duration.ofMillis(30));
        Engine withProvider = new Engine(
                lab,
                List.of((openLab, target) -> openLab == lab && target == Phase.TWO ? List.of(blink) : List.of()),
                Optional.empty(),
                false);

        assertThat(withProvider
                        .restore(goal(Phase.TWO), RestoreOptions.DEFAULT)
                        .route()
                        .toString())
                .isEqualTo("blink");
    }
}
