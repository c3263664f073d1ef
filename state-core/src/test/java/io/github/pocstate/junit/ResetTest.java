package io.github.pocstate.junit;

import static io.github.pocstate.junit.SpecimenLab.entries;
import static io.github.pocstate.junit.SpecimenLab.failures;
import static io.github.pocstate.junit.SpecimenLab.lab;
import static io.github.pocstate.junit.SpecimenLab.requireAll;
import static io.github.pocstate.junit.SpecimenLab.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.VerificationException;
import io.github.pocstate.junit.SpecimenLab.OneTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class ResetTest {

    @RegisterExtension
    final SpecimenLab specimens = new SpecimenLab();

    @Nested
    class ResetForEachTest {

        @Test
        void eachTestStartsInThePhaseWhateverTheOneBeforeDid() {
            run(DamagingTests.class)
                    .testEvents()
                    .assertStatistics(events -> events.started(3).succeeded(3));
        }

        @Test
        void theLabIsHeldFromTheResetToTheEndOfTheTest() {
            lab.in(Phase.TWO);

            run(OneTest.class).testEvents().assertStatistics(events -> events.succeeded(1));

            assertThat(lab.diary()).containsExactly("reserve for test OneTest.isHeld", "observe", "give back", "close");
        }

        @Test
        void everyInvocationOfAParameterizedTestIsATest() {
            run(ParameterizedTests.class).testEvents().assertStatistics(events -> events.succeeded(2));

            assertThat(lab.diary())
                    .filteredOn("reserve for test ParameterizedTests.startsInPhaseTwo"::equals)
                    .hasSize(2);
        }

        @Test
        void aRunOpensTheLabOnceAndClosesItAtTheEnd() {
            run(OneTest.class, DamagingTests.class);

            assertThat(SpecimenLab.opened).isEqualTo(1);
            assertThat(lab.diary()).filteredOn("close"::equals).hasSize(1);
            assertThat(lab.diary()).endsWith("close");
        }

        @Test
        void disabledTestsDoNotOpenTheLab() {
            run(DisabledTests.class, DisabledClass.class);

            assertThat(SpecimenLab.opened).isZero();
            assertThat(lab.diary()).isEmpty();
        }

        @Test
        void everyResetIsAReportEntry() {
            List<Map<String, String>> entries = entries(run(DamagingTests.class));

            assertThat(entries).hasSize(3).allSatisfy(entry -> {
                assertThat(entry)
                        .containsEntry("pocstate.phase", "TWO")
                        .containsEntry("pocstate.route", "fake-api")
                        .containsKeys("pocstate.requests");
                assertThat(entry.get("pocstate.wait-ms")).matches("\\d+\\.\\d{3}");
                assertThat(entry.get("pocstate.restore-ms")).matches("\\d+\\.\\d{3}");
                assertThat(entry.get("pocstate.extension-ms")).matches("\\d+\\.\\d{3}");
            });
        }
    }

    @Nested
    class ResetForTheClass {

        @Test
        void testsSeeWhatTheOneBeforeDid() {
            run(ClassTests.class).testEvents().assertStatistics(events -> events.succeeded(2));

            assertThat(lab.diary())
                    .filteredOn(line -> line.startsWith("reserve"))
                    .containsExactly("reserve for tests of ClassTests");
            assertThat(lab.diary()).endsWith("give back", "close");
        }

        @Test
        void afterAMethodWithAPhaseOfItsOwnItIsResetAgain() {
            run(ClassTestsWithAnOverride.class).testEvents().assertStatistics(events -> events.succeeded(3));
        }

        @Test
        void aNestedClassGoesOnInTheLabOfTheOuterOne() {
            run(ClassWithNestedTests.class).testEvents().assertStatistics(events -> events.succeeded(2));

            assertThat(lab.diary())
                    .filteredOn(line -> line.startsWith("reserve"))
                    .hasSize(1);
        }
    }

    @Nested
    class ResetNever {

        @Test
        void aLabInThePhaseIsNotWritten() {
            lab.in(Phase.TWO);

            run(NeverTests.class).testEvents().assertStatistics(events -> events.succeeded(1));

            assertThat(lab.writes()).isZero();
        }

        @Test
        void aLabInAnotherPhaseFailsTheClassAndIsNotWritten() {
            EngineExecutionResults results = run(NeverTests.class);

            results.testEvents().assertStatistics(events -> events.started(0));
            assertThat(failures(results))
                    .singleElement()
                    .isInstanceOf(VerificationException.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .isEqualTo("""
                            The lab is not in phase TWO: 4 objects differ, first devices srv-01: expected failed, found offline.
                              where: FakeLab of 2 servers, reset = NEVER
                              do:    bring it into the phase first, or let reset be EACH or CLASS""");
            assertThat(lab.writes()).isZero();
        }
    }

    // specimens

    @OnLab(SpecimenLab.Source.class)
    @InPhase(2)
    static class DamagingTests {
        @RepeatedTest(3)
        void startsInPhaseTwo() {
            requireAll("failed");
            lab.in(Phase.ZERO);
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(2)
    static class ParameterizedTests {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void startsInPhaseTwo(int number, PocSession session) {
            requireAll("failed");
            assertThat(session).isNotNull();
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(2)
    static class DisabledTests {
        @Test
        @Disabled
        void one() {}
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(value = 2, reset = Reset.CLASS)
    @Disabled
    static class DisabledClass {
        @Test
        void one() {}
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(value = 1, reset = Reset.CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class ClassTests {
        @BeforeAll
        static void isThereAlready(PocSession session, RestoreReport report) {
            requireAll("planned");
            assertThat(report.goal().phase()).isEqualTo(Phase.ONE);
        }

        @Test
        @Order(1)
        void damages() {
            requireAll("planned");
            lab.status("srv-01", "decommissioned");
        }

        @Test
        @Order(2)
        void seesTheDamage() {
            assertThat(lab.reading().statuses()).containsEntry("srv-01", "decommissioned");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(value = 1, reset = Reset.CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class ClassTestsWithAnOverride {
        @Test
        @Order(1)
        void one() {
            requireAll("planned");
        }

        @Test
        @Order(2)
        @InPhase(2)
        void two() {
            requireAll("failed");
        }

        @Test
        @Order(3)
        void oneAgain() {
            requireAll("planned");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(value = 1, reset = Reset.CLASS)
    static class ClassWithNestedTests {
        @Test
        void damages() {
            lab.status("srv-01", "decommissioned");
        }

        @Nested
        class Inner {
            @Test
            void seesTheDamage() {
                assertThat(lab.reading().statuses()).containsEntry("srv-01", "decommissioned");
            }
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(value = 2, reset = Reset.NEVER)
    static class NeverTests {
        @Test
        void isThere(RestoreReport report) {
            assertThat(report.dryRun()).isTrue();
            requireAll("failed");
        }
    }
}
