package io.github.pocstate.junit;

import static io.github.pocstate.junit.SpecimenLab.entries;
import static io.github.pocstate.junit.SpecimenLab.failures;
import static io.github.pocstate.junit.SpecimenLab.run;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.testkit.FakeSnapshotStore;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class FailedStateTest {

    @RegisterExtension
    final SpecimenLab specimens = new SpecimenLab();

    private final Logger logger = (Logger) LoggerFactory.getLogger(FailedState.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(ch.qos.logback.classic.Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(log);
        log.start();
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void whatAFailedTestLeavesBehindIsKeptUnderItsName() {
        FakeSnapshotStore snapshots = SpecimenLab.withDatabase();

        var results = run(Failing.class);

        SnapshotId kept = snapshots.list().stream()
                .map(snapshot -> snapshot.id())
                .filter(id -> id.label().equals("names-every-inverted"))
                .findFirst()
                .orElseThrow();
        assertThat(entries(results)).contains(Map.of("pocstate.kept-snapshot", kept.toString()));
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "What failed test Failing.namesEveryInvertedCable left behind is kept as snapshot " + kept);
    }

    @Test
    void testsThatPassOrDoNotApplyLeaveNothing() {
        FakeSnapshotStore snapshots = SpecimenLab.withDatabase();

        run(Passing.class)
                .testEvents()
                .assertStatistics(events -> events.succeeded(1).aborted(1));

        assertThat(snapshots.list())
                .extracting(snapshot -> snapshot.id().label())
                .containsOnly("phase-2");
    }

    @Test
    void aParameterTurnsItOnForAll() {
        FakeSnapshotStore snapshots = SpecimenLab.withDatabase();

        run(FailingQuietly.class);
        assertThat(snapshots.diary()).doesNotContain("save fails");

        run(Map.of("pocstate.keep-failed", "true"), FailingQuietly.class);
        assertThat(snapshots.diary()).contains("save fails");
    }

    @Test
    void withoutADatabaseThatIsSaidOnceAndTheTestsFailAsTheyDid() {
        var results = run(Failing.class, FailingTwice.class);

        assertThat(failures(results))
                .hasSize(3)
                .extracting(Throwable::getMessage)
                .containsOnly("wrong cable");
        assertThat(failures(results)).allSatisfy(failure -> assertThat(failure).hasNoSuppressedExceptions());
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .startsWith("What failed tests leave behind is not kept: Snapshots need the lab's database");
    }

    @Test
    void aSnapshotThatCannotBeSavedDoesNotHideWhyTheTestFailed() {
        FakeSnapshotStore snapshots = SpecimenLab.withDatabase();
        Breaking.breaks = () -> snapshots.breakWith(
                new SnapshotException(Fault.REMOTE, new Problem("The disk is full.", "db", "tidy up")));

        assertThat(failures(run(Breaking.class)))
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure).hasMessage("wrong cable").hasNoSuppressedExceptions());
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .startsWith("What failed test Breaking.fails left behind is not kept: The disk is full.");
    }

    @ParameterizedTest
    @CsvSource({
        "bootsFromDisk, boots-from-disk",
        "namesEveryInvertedCable, names-every-inverted",
        "cablesAreExchangedTwice, cables-are-exchanged",
        "with_underscores__2, with-underscores-2",
        "BMCsAnswer, bmcs-answer",
        "прошло, failed-test",
        "_, failed-test",
    })
    void theLabelIsTheMethodsNameAsASnapshotMayHaveIt(String method, String label) {
        assertThat(FailedState.label(method)).isEqualTo(label);
    }

    // specimens

    @OnLab(SpecimenLab.Source.class)
    @InPhase(value = 2, keepFailed = true)
    static class Failing {
        @Test
        void namesEveryInvertedCable() {
            throw new AssertionError("wrong cable");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @ReadOnlyPhase(value = 2, keepFailed = true)
    static class FailingTwice {
        @Test
        void one() {
            throw new AssertionError("wrong cable");
        }

        @Test
        void two() {
            throw new AssertionError("wrong cable");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(2)
    static class FailingQuietly {
        @Test
        void fails() {
            throw new AssertionError("wrong cable");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(value = 2, keepFailed = true)
    static class Passing {
        @Test
        void passes() {}

        @Test
        void doesNotApply() {
            Assumptions.abort("not here");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(value = 2, keepFailed = true)
    static class Breaking {
        private static Runnable breaks;

        @Test
        void fails() {
            breaks.run();
            throw new AssertionError("wrong cable");
        }
    }
}
