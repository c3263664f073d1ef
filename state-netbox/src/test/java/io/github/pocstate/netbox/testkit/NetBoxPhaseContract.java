package io.github.pocstate.netbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.netbox.phase.NetBoxPhase;
import io.github.pocstate.plan.Step;
import io.github.pocstate.testkit.PhaseContract;
import io.github.pocstate.testkit.RecordingListener;
import io.github.pocstate.verify.Verification;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a phase of your own keeps on a NetBox, tested from and to each of the phases ZERO, ONE and TWO: inherit this
 * class, name the phase and a lab.
 *
 * <pre>{@code
 * class BurnInIT extends NetBoxPhaseContract {
 *     protected NetBoxPhase phase() { return new BurnIn(); }
 *     protected Map<Setting, String> settings() { return settingsFrom(System.getenv()); }
 *     protected RestoreOptions.Builder options() { return RestoreOptions.builder().limit(6); }
 * }
 * }</pre>
 *
 * <p>The lab may be in any state at the start and must be nobody else's until the end. It goes over the REST API, never
 * by snapshot. Each kill costs some ten seconds, until the lock of the killed process is free.
 */
public abstract class NetBoxPhaseContract extends PhaseContract {

    private static final List<Phase> STANDARD = List.of(Phase.ZERO, Phase.ONE, Phase.TWO);

    private PocSession session;

    /**
     * The phase under test.
     *
     * @return a new one, or always the same
     */
    protected abstract NetBoxPhase phase();

    /**
     * The settings of the lab; a process that is killed gets them as its environment.
     *
     * @return NETBOX_URL, NETBOX_TOKEN and what else differs from the defaults
     */
    protected abstract Map<Setting, String> settings();

    /**
     * Picks the settings out of an environment.
     *
     * @param environment such as {@code System.getenv()}
     * @return what of it is a setting
     */
    protected static Map<Setting, String> settingsFrom(Map<String, String> environment) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        Stream.of(Setting.values())
                .filter(setting -> environment.containsKey(setting.name()))
                .forEach(setting -> settings.put(setting, environment.get(setting.name())));
        return settings;
    }

    @BeforeEach
    void openTheLab() {
        PocConfig.Builder config = PocConfig.builder();
        withoutSnapshots(settings()).forEach(config::set);
        session = PocSession.open(config.build());
    }

    @AfterEach
    void closeTheLab() {
        session.close();
    }

    @Override
    protected final List<Phase> phases() {
        return Stream.concat(STANDARD.stream(), Stream.of(phase())).toList();
    }

    @Override
    protected final List<Phase> phasesUnderTest() {
        return List.of(phase());
    }

    @Override
    protected final RestoreReport restore(Phase phase, RestoreOptions options) {
        return session.restore(phase, options);
    }

    @Override
    protected final Verification verify(Phase phase, RestoreOptions options) {
        return session.verify(phase, options);
    }

    /** Every object that phases are about, with its id, and the queues as they are. */
    @Override
    protected Object fingerprint() {
        return session.read(options().build());
    }

    @Test
    void isFoundByNameAndByNumber() {
        assertThat(Phase.of(phase().name())).hasSameClassAs(phase());
        assertThat(Phase.of(String.valueOf(phase().number()))).hasSameClassAs(phase());
    }

    @TestFactory
    Stream<DynamicTest> killedOnTheWayTheNextRestoreArrives() {
        return IntStream.range(0, STANDARD.size())
                .mapToObj(place -> dynamicTest(
                        "from " + STANDARD.get(place).name(),
                        () -> killAndArrive(STANDARD.get(place), place + 1, STANDARD.size() + 1)));
    }

    /** Kills after such a part of the requests, so that each way is killed at another place. */
    private void killAndArrive(Phase from, int part, int ofParts) throws Exception {
        int requests = requestsOfSteps(from);
        restore(from, options().build());
        Object before = fingerprint();

        int exitCode = RestoreThatDies.run(
                withoutSnapshots(settings()),
                phase(),
                options().build().scope(),
                Math.max(1, requests * part / ofParts));
        assertThat(exitCode).as("exit code of the killed restore").isEqualTo(RestoreThatDies.KILLED);
        assertThat(fingerprint()).isNotEqualTo(before);
        RestoreReport report = restore(phase(), options().build());

        assertThat(report.verified()).isTrue();
        assertThat(verify(phase(), options().build()).deviations()).isEmpty();
        assertThat(restore(phase(), options().build()).changed()).isEmpty();
    }

    private int requestsOfSteps(Phase from) {
        restore(from, options().build());
        Set<String> steps = stepsInto(session, phase(), options().build());
        RecordingListener listener = new RecordingListener();
        restore(phase(), options().listener(listener).build());
        return (int) listener.heard().stream()
                .filter(line -> steps.stream().anyMatch(step -> line.startsWith("advanced " + step + ": ")))
                .count();
    }

    private static Map<Setting, String> withoutSnapshots(Map<Setting, String> settings) {
        Map<Setting, String> others = new EnumMap<>(settings);
        others.remove(Setting.NETBOX_DB_URL);
        return others;
    }

    static Set<String> stepsInto(PocSession session, Phase phase, RestoreOptions options) {
        return session.plan(phase, options).steps().stream().map(Step::name).collect(Collectors.toSet());
    }
}
