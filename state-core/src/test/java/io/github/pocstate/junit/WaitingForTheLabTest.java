package io.github.pocstate.junit;

import static io.github.pocstate.junit.SpecimenLab.failures;
import static io.github.pocstate.junit.SpecimenLab.lab;
import static io.github.pocstate.junit.SpecimenLab.requireAll;
import static io.github.pocstate.junit.SpecimenLab.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.LockStatus.Holder;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.junit.SpecimenLab.OneTest;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WaitingForTheLabTest {

    @RegisterExtension
    final SpecimenLab specimens = new SpecimenLab();

    @Test
    void classesThatRunInParallelHaveTheLabOneAfterTheOther() {
        AtMostOne.reset();
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

        run(parallel, FirstOfTwo.class, SecondOfTwo.class)
                .testEvents()
                .assertStatistics(events -> events.succeeded(20));

        assertThat(AtMostOne.most).hasValue(1);
    }

    @Test
    void whoeverGivesUpIsToldWhoHasTheLab() {
        lab.lock().giveTo(new Holder("jenkins, process 4711", "ci-3", Instant.EPOCH, "test RackTest.holdsTen"));

        assertThat(failures(run(Map.of("pocstate.patience", "0"), OneTest.class)))
                .singleElement()
                .isInstanceOf(UnfitLabException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("jenkins, process 4711 on ci-3", "test RackTest.holdsTen");
        assertThat(lab.writes()).isZero();
    }

    @Test
    void patienceIsANumberOfSeconds() {
        assertThat(failures(run(Map.of("pocstate.patience", "long"), OneTest.class)))
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .isEqualTo("""
                        [long] is no number of seconds.
                          where: the JUnit configuration parameter pocstate.patience
                          do:    set it to 0 or greater""");
    }

    // specimens

    static final class AtMostOne {
        static final AtomicInteger inside = new AtomicInteger();
        static final AtomicInteger most = new AtomicInteger();

        static void reset() {
            inside.set(0);
            most.set(0);
        }

        static void enter() {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(1)
    static class FirstOfTwo {
        @RepeatedTest(10)
        void alone() {
            AtMostOne.enter();
            requireAll("planned");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(2)
    static class SecondOfTwo {
        @RepeatedTest(10)
        void alone() {
            AtMostOne.enter();
            requireAll("failed");
        }
    }
}
