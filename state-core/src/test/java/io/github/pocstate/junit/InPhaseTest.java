package io.github.pocstate.junit;

import static io.github.pocstate.junit.SpecimenLab.failures;
import static io.github.pocstate.junit.SpecimenLab.lab;
import static io.github.pocstate.junit.SpecimenLab.requireAll;
import static io.github.pocstate.junit.SpecimenLab.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Phase;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.testkit.FakeTransition;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InPhaseTest {

    @RegisterExtension
    final SpecimenLab specimens = new SpecimenLab();

    @Test
    void onAMethodItCountsInsteadOfTheClass() {
        run(Overriding.class).testEvents().assertStatistics(events -> events.succeeded(2));
    }

    @Test
    void onAMethodAloneItIsEnough() {
        run(MethodsOnly.class).testEvents().assertStatistics(events -> events.succeeded(2));

        assertThat(lab.diary())
                .filteredOn(line -> line.startsWith("reserve"))
                .containsExactly("reserve for test MethodsOnly.inPhaseOne");
    }

    @Test
    void nestedClassesAndSubclassesInheritIt() {
        run(Outer.class, Sub.class).testEvents().assertStatistics(events -> events.succeeded(3));
    }

    @Test
    void annotationsOfYourOwnMayCarryIt() {
        run(Composed.class).testEvents().assertStatistics(events -> events.succeeded(1));
    }

    @Test
    void aPhaseOfTheUserIsNamed() {
        Phase burnIn = Phase.of("BURN_IN");
        lab.teach(burnIn, "active", "assigned").offer(FakeTransition.of(lab, "fake-api", burnIn));

        run(Named.class).testEvents().assertStatistics(events -> events.succeeded(1));
    }

    @Test
    void limitAndSiteNarrowTheReset() {
        run(Narrow.class).testEvents().assertStatistics(events -> events.succeeded(1));
    }

    @Test
    void withoutAPhaseOrWithTwoTheMessageSaysHow() {
        assertThat(failures(run(NoPhase.class, TwoPhases.class)))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageMatching("""
                        A phase is given by its number or by its name, by one of them\\.
                          where: @InPhase on class io\\.github\\.pocstate\\.junit\\.InPhaseTest.*
                          do:    write \\(2\\), or \\(phase = "TWO"\\)"""));
    }

    @Test
    void aPhaseThatIsNotThereIsRefused() {
        assertThat(failures(run(Unknown.class)))
                .singleElement()
                .isInstanceOf(ConfigurationException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("There is no phase [99].");
    }

    @Test
    void withoutALabTheTestsFail() {
        assertThat(failures(run(NoLab.class)))
                .singleElement()
                .isInstanceOf(ConfigurationException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("NETBOX_URL is not set");
    }

    @Test
    void aSourceThatCannotBeMadeIsNamed() {
        assertThat(failures(run(OnAnImpossibleLab.class)))
                .singleElement()
                .isInstanceOf(ConfigurationException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .isEqualTo("""
                        The source of a lab cannot be made.
                          where: @OnLab(Impossible.class)
                          do:    give it a constructor without parameters; an inner class must be static""");
    }

    // specimens

    @OnLab(SpecimenLab.Source.class)
    @InPhase(2)
    static class Overriding {
        @Test
        void asTheClass() {
            requireAll("failed");
        }

        @Test
        @InPhase(0)
        void asTheMethod() {
            requireAll("offline");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    static class MethodsOnly {
        @Test
        @InPhase(1)
        void inPhaseOne() {
            requireAll("planned");
        }

        @Test
        void withoutALab() {
            assertThat(lab.lock().holder()).isEmpty();
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(1)
    static class Outer {
        @Nested
        class Inheriting {
            @Test
            void planned() {
                requireAll("planned");
            }
        }

        @Nested
        @InPhase(2)
        class Overriding {
            @Test
            void failed() {
                requireAll("failed");
            }
        }
    }

    static class Sub extends Base {
        @Test
        void planned() {
            requireAll("planned");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(1)
    abstract static class Base {}

    @OnLab(SpecimenLab.Source.class)
    @InPhase(2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Cabled {}

    @Cabled
    static class Composed {
        @Test
        void failed() {
            requireAll("failed");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(phase = "burn_in")
    static class Named {
        @Test
        void active() {
            requireAll("active");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(value = 1, limit = 1, site = "fake-site")
    static class Narrow {
        @Test
        void onlyOneServerIsPlanned() {
            assertThat(lab.reading().statuses())
                    .containsExactly(Map.entry("srv-01", "planned"), Map.entry("srv-02", "offline"));
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase
    static class NoPhase {
        @Test
        void never() {}
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(value = 1, phase = "ONE")
    static class TwoPhases {
        @Test
        void never() {}
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(99)
    static class Unknown {
        @Test
        void never() {}
    }

    @InPhase(1)
    static class NoLab {
        @Test
        void never() {}
    }

    @OnLab(Impossible.class)
    @InPhase(1)
    static class OnAnImpossibleLab {
        @Test
        void never() {}
    }

    record Impossible(String name) implements LabSource {
        @Override
        public PocConfig config() {
            return SpecimenLab.CONFIG;
        }
    }
}
