package io.github.pocstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.testkit.ServicesOnClassPath;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhasesTest {

    @ParameterizedTest
    @ValueSource(strings = {"2", "TWO", "two", "Two"})
    void aPhaseIsFoundByNumberAndByNameInAnyCase(String nameOrNumber) {
        assertThat(Phase.of(nameOrNumber)).isSameAs(Phase.TWO);
    }

    @ParameterizedTest
    @CsvSource({"0, ZERO, clean slate", "1, ONE, BMC discovery complete", "2, TWO, cable validation complete"})
    void theStandardPhasesHaveNumberNameAndTitle(int number, String name, String title) {
        Phase phase = Phase.of(name);

        assertThat(phase.number()).isEqualTo(number);
        assertThat(phase.name()).isEqualTo(name);
        assertThat(phase.title()).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "BURN_IN", "burn_in"})
    void aPhaseOfTheUserIsFoundByServiceLoader(String nameOrNumber) {
        assertThat(Phase.of(nameOrNumber)).isInstanceOf(BurnInPhase.class);
    }

    @Test
    void allPhasesAreListedLowestNumberFirst() {
        assertThat(Phases.all()).extracting(Phase::name).containsExactly("ZERO", "ONE", "TWO", "BURN_IN");
    }

    @Test
    void thePhasesOfTheUserAreSortedInToo() {
        try (var services = ServicesOnClassPath.with(Phase.class, Fifth.class.getName())) {
            assertThat(Phases.all()).extracting(Phase::number).containsExactly(0, 1, 2, 5, 7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "THREE", "", " two", "02", "-1"})
    void anUnknownPhaseIsRefusedWithTheListOfThoseThereAre(String unknown) {
        assertThatThrownBy(() -> Phase.of(unknown))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        There is no phase [%s].
                          where: the phases on the class path: 0 (ZERO, clean slate), 1 (ONE, BMC discovery complete), 2 (TWO, cable validation complete), 7 (BURN_IN, burn-in running)
                          do:    name one of them, or add the jar that holds the phase""", unknown);
    }

    @Nested
    class Twins {

        @Test
        void ofTheSameNumberAreRefused() {
            try (var services = ServicesOnClassPath.with(Phase.class, SecondTwo.class.getName())) {
                assertThatThrownBy(Phases::all)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessage("""
                                Two phases share the number or the name of [SECOND].
                                  where: io.github.pocstate.StandardPhase and io.github.pocstate.PhasesTest$SecondTwo
                                  do:    give one of them another number() and name()""");
            }
        }

        @Test
        void ofTheSameNameInOtherCaseAreRefused() {
            try (var services = ServicesOnClassPath.with(Phase.class, LowerCaseZero.class.getName())) {
                assertThatThrownBy(() -> Phase.of("1"))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessage("""
                                Two phases share the number or the name of [zero].
                                  where: io.github.pocstate.StandardPhase and io.github.pocstate.PhasesTest$LowerCaseZero
                                  do:    give one of them another number() and name()""");
            }
        }
    }

    @Test
    void aLineThatNamesNoClassIsReportedWithItsFile() {
        try (var services = ServicesOnClassPath.with(Phase.class, "com.example.Gone")) {
            assertThatThrownBy(Phases::all)
                    .isInstanceOf(ConfigurationException.class)
                    .hasCauseInstanceOf(ServiceConfigurationError.class)
                    .hasMessage("""
                            A service could not be loaded: io.github.pocstate.Phase: Provider com.example.Gone not found
                              where: META-INF/services/io.github.pocstate.Phase
                              do:    each line must name a public class with a public constructor without parameters""");
        }
    }

    public static final class Fifth implements Phase {

        @Override
        public String name() {
            return "FIFTH";
        }

        @Override
        public int number() {
            return 5;
        }

        @Override
        public String title() {
            return "a phase before the burn-in";
        }
    }

    public static final class SecondTwo implements Phase {

        @Override
        public String name() {
            return "SECOND";
        }

        @Override
        public int number() {
            return 2;
        }

        @Override
        public String title() {
            return "another phase 2";
        }
    }

    public static final class LowerCaseZero implements Phase {

        @Override
        public String name() {
            return "zero";
        }

        @Override
        public int number() {
            return 9;
        }

        @Override
        public String title() {
            return "another phase zero";
        }
    }
}
