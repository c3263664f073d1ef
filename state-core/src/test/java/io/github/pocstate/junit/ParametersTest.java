package io.github.pocstate.junit;

import static io.github.pocstate.junit.SpecimenLab.failures;
import static io.github.pocstate.junit.SpecimenLab.lab;
import static io.github.pocstate.junit.SpecimenLab.requireAll;
import static io.github.pocstate.junit.SpecimenLab.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.config.PocConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ParametersTest {

    @RegisterExtension
    final SpecimenLab specimens = new SpecimenLab();

    @Test
    void testsAndLifecycleMethodsTakeTheSessionTheReportTheSettingsAndClientsOfTheLab() {
        lab.offerClient(new Client());

        run(Taking.class).testEvents().assertStatistics(events -> events.succeeded(1));
    }

    @Test
    void theSessionMayWriteWhileTheTestHoldsTheLab() {
        run(Writing.class).testEvents().assertStatistics(events -> events.succeeded(1));
    }

    @Test
    void aConstructorComesTooEarly() {
        assertThat(failures(run(InConstructor.class)))
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("There is no PocSession while the lab is not held.")
                .contains("take it in a test or in @BeforeEach");
    }

    @Test
    void aClientThatNobodyOffersIsNotOurs() {
        assertThat(failures(run(TakingWhatIsNotThere.class)))
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("No ParameterResolver registered");
    }

    // specimens

    static final class Client {}

    @OnLab(SpecimenLab.Source.class)
    @InPhase(1)
    static class Taking {
        @BeforeEach
        void afterTheReset(PocSession session) {
            requireAll("planned");
        }

        @Test
        void everything(PocSession session, RestoreReport report, PocConfig config, Client client) {
            assertThat(config).isSameAs(SpecimenLab.CONFIG);
            assertThat(session.verify(Phase.ONE).passed()).isTrue();
            assertThat(report.goal().phase()).isEqualTo(Phase.ONE);
            assertThat(client).isNotNull();
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(1)
    static class Writing {
        @Test
        void goesOn(PocSession session) {
            assertThat(session.restore(Phase.TWO).verified()).isTrue();
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(1)
    static class InConstructor {
        InConstructor(PocSession session) {}

        @Test
        void never() {}
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(1)
    static class TakingWhatIsNotThere {
        @Test
        void never(Client client) {}
    }
}
