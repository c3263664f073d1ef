package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.PocStateException;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.faults.Wire;
import io.github.pocstate.lab.internal.netbox.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong with NetBox or the way there during a restore over the API: the restore arrives, or says in time what is
 * wrong; the next one arrives; nothing foreign changes.
 */
@OnBreakableLab
class FaultsIT {

    private static final Duration IN_TIME = Duration.ofSeconds(60);

    private final BreakableLab lab;

    FaultsIT(BreakableLab lab) {
        this.lab = lab;
    }

    @AfterEach
    void heal() {
        lab.heal();
    }

    /** What NetBox itself does to requests of each kind, on the way up and on the way down. */
    static Stream<Arguments> faultsOfNetBox() {
        List<Fault> faults = List.of(
                Fault.throttled(Duration.ofSeconds(1)),
                Fault.status(502),
                Fault.status(503),
                Fault.status(500).afterTheWork(),
                Fault.truncated(),
                Fault.dropped(),
                Fault.dropped().afterTheWork());
        List<Arguments> all = new ArrayList<>();
        for (Fault fault : faults) {
            requests()
                    .forEach((request) -> all.add(
                            Arguments.of(fault.on(request.method(), request.path()), request.from(), request.to())));
        }
        return Suite.some(all, 5); // five and the eight kinds of requests share no divisor: each kind comes
    }

    /** A kind of request and a way on which it is sent. */
    private record Request(String method, String path, Phase from, Phase to) {}

    private static List<Request> requests() {
        return List.of(
                new Request("POST", "/api/ipam/ip-addresses/", Phase.ZERO, Phase.TWO),
                new Request("POST", "/api/extras/journal-entries/", Phase.ONE, Phase.TWO),
                new Request("PATCH", "/api/dcim/cables/", Phase.ONE, Phase.TWO),
                new Request("PATCH", "/api/dcim/devices/", Phase.ZERO, Phase.ONE),
                new Request("GET", "/api/dcim/interfaces/", Phase.ZERO, Phase.ONE),
                new Request("DELETE", "/api/ipam/ip-addresses/", Phase.ONE, Phase.ZERO),
                new Request("DELETE", "/api/extras/journal-entries/", Phase.TWO, Phase.ZERO),
                new Request("PATCH", "/api/dcim/cables/", Phase.TWO, Phase.ONE));
    }

    @ParameterizedTest(name = "{0} from {1} to {2}")
    @MethodSource("faultsOfNetBox")
    void netBoxFails(Fault fault, Phase from, Phase to) {
        int before = lab.netBox().faults().happened();

        survive(from, to, () -> lab.netBox().faults().inject(fault.times(2)));

        assertThat(lab.netBox().faults().happened()).as("faults that happened").isGreaterThan(before);
    }

    /** What the network does, and from which connection on. */
    static Stream<Arguments> faultsOfTheNetwork() {
        Stream.Builder<Arguments> all = Stream.builder();
        for (int connection : Suite.LONG ? new int[] {0, 3, 8, 12, 16, 20, 24, 28} : new int[] {20}) {
            all.add(Arguments.of("a reset", Wire.resetAfter(0), connection, 2));
            all.add(Arguments.of("an answer cut short", Wire.cutAfter(150), connection, 2));
            all.add(Arguments.of("a half-open connection", Wire.silent(), connection, 1));
        }
        all.add(Arguments.of("latency", Wire.late(Duration.ofMillis(40)), 0, Integer.MAX_VALUE));
        all.add(Arguments.of("a narrow line", Wire.narrow(200_000), 0, Integer.MAX_VALUE));
        return all.build();
    }

    @ParameterizedTest(name = "{0} from connection {2} on")
    @MethodSource("faultsOfTheNetwork")
    void theNetworkFails(String what, Wire wire, int connection, int times) {
        survive(Phase.ZERO, Phase.TWO, () -> lab.toNetBox.after(connection, () -> lab.toNetBox.next(wire, times)));
    }

    @Test
    void anAnswerThatTricklesIsCutOffInTime() {
        lab.toNetBox.all(Wire.narrow(20));
        long start = System.nanoTime();

        Throwable thrown = catchThrowable(() -> PocSession.open(
                        lab.config().set(Setting.POC_STATE_TIMEOUT, "1").build())
                .close());

        assertThat(thrown).isInstanceOf(PocStateException.class).hasMessageContaining("NetBox gave no answer in time.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest(name = "from connection {0} on")
    @MethodSource("restarts")
    void netBoxIsRestarted(int connection, Phase from, Phase to) {
        survive(
                from,
                to,
                () -> lab.toNetBox.after(connection, () -> {
                    lab.stopNetBox();
                    sleep(Duration.ofMillis(1_200));
                    lab.startNetBox();
                }));
    }

    static Stream<Arguments> restarts() {
        return Suite.some(
                List.of(
                        Arguments.of(20, Phase.ZERO, Phase.TWO),
                        Arguments.of(3, Phase.ZERO, Phase.TWO),
                        Arguments.of(14, Phase.ZERO, Phase.TWO),
                        Arguments.of(16, Phase.TWO, Phase.ZERO)),
                3);
    }

    @Test
    void netBoxGoesAndStaysAway() {
        lab.goTo(Phase.ZERO);
        ProgressListener listener = new ProgressListener() {
            @Override
            public void advanced(String stage, int objects) {
                if (stage.contains("address")) {
                    lab.toNetBox.lose();
                }
            }
        };

        Throwable thrown = catchThrowable(() -> lab.restoreImpatiently(Phase.TWO, listener));

        assertThat(thrown)
                .isInstanceOf(PocStateException.class)
                .hasMessageContaining("NetBox cannot be reached.")
                .hasMessageContaining("then restore again, it finishes the job");
    }

    /** Brings the lab from one phase to another while something goes wrong, and once more when all is well. */
    private void survive(Phase from, Phase to, Runnable fault) {
        lab.goTo(from);
        BreakableLab.Foreign foreign = lab.foreign();
        fault.run();
        long start = System.nanoTime();

        Throwable thrown = catchThrowable(() -> assertThat(
                        lab.restoreImpatiently(to, ProgressListener.NONE).verified())
                .isTrue());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
        Outcomes.told(thrown);
        lab.heal();
        if (thrown == null) {
            lab.assertIsIn(to);
        }
        assertThat(lab.restore(to).verified()).isTrue();
        lab.assertIsIn(to);
        assertThat(lab.foreign()).isEqualTo(foreign);
    }

    private static void sleep(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
