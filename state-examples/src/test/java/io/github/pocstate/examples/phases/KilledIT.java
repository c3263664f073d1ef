package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.cli.PocStateMain;
import io.github.pocstate.examples.phases.LabState.Server;
import io.github.pocstate.lab.LabOfTests;
import io.github.pocstate.testkit.ShortJava;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Killed at any point, the next call finishes the job. */
@OnLab
class KilledIT {

    private static final long SEED = 473;
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(4);

    /** From which phase to which it was on its way, after which part of the writes it dies, and what is wanted then. */
    static Stream<Arguments> kills() {
        Random random = new Random(SEED);
        Stream.Builder<Arguments> kills = Stream.builder();
        List<Phase> then = List.of(Phase.TWO, Phase.ONE, Phase.ZERO, Phase.TWO, Phase.ONE, Phase.ZERO);
        for (int kill = 0; kill < then.size(); kill++) {
            boolean up = kill % 2 == 0;
            double part = 0.05 + 0.9 * random.nextDouble();
            kills.add(Arguments.of(up ? Phase.ZERO : Phase.TWO, up ? Phase.TWO : Phase.ZERO, part, then.get(kill)));
        }
        return kills.build();
    }

    @ParameterizedTest(name = "from {0} to {1}, killed after {2} of the writes, then {3}")
    @MethodSource("kills")
    void aRestoreThatWasKilledIsFinishedByTheNext(Phase from, Phase to, double part, Phase then, LabUnderTest lab)
            throws Exception {
        lab.direct(then);
        long writes = lab.writesOnTheWay(from, to);
        lab.goTo(from);

        long wanted = lab.changeLogRows() + (long) (writes * part);
        kill(start(to), lab, wanted);
        lab.restore(then);

        lab.waitUntilQuiet();
        List<Server> servers = lab.servers(LabUnderTest.SERVERS);
        LabState state = lab.state(servers);
        LabState direct = lab.direct(then);
        assertThat(state.servers()).containsExactlyEntriesOf(direct.servers());
        assertThat(state.updateEvents()).isEqualTo(direct.updateEvents());
        assertThat(state.discoveryEvents()).isEqualTo(direct.discoveryEvents());
    }

    private static Process start(Phase phase) throws IOException {
        ProcessBuilder process = new ProcessBuilder(ShortJava.command(
                        "-cp",
                        System.getProperty("java.class.path"),
                        PocStateMain.class.getName(),
                        "restore",
                        phase.name(),
                        "--limit",
                        String.valueOf(LabUnderTest.SERVERS)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        process.environment().putAll(LabOfTests.variables());
        return process.start();
    }

    /** Kills the process once NetBox's change log has grown so far, wherever the process is then. */
    private static void kill(Process process, LabUnderTest lab, long wanted) throws InterruptedException {
        Instant deadline = Instant.now().plus(STARTED_WITHIN);
        while (lab.changeLogRows() < wanted
                && process.isAlive()
                && Instant.now().isBefore(deadline)) {
            LabUnderTest.pause();
        }
        assertThat(process.isAlive())
                .as("the restore still runs when it is to be killed, exit code otherwise")
                .isTrue();
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
