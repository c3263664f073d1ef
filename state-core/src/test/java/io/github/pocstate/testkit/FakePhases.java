package io.github.pocstate.testkit;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Step;
import io.github.pocstate.verify.Deviation;
import io.github.pocstate.verify.Verification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each phase means in a {@link FakeLab}, and how a reading differs from it.
 *
 * <p>This class is thread-safe.
 */
final class FakePhases {

    private final Map<String, State> states = new HashMap<>();

    synchronized void teach(Phase phase, String status, String address) {
        states.put(phase.name(), new State(status, address));
    }

    synchronized State state(Phase phase) {
        State state = states.get(phase.name());
        if (state == null) {
            throw new IllegalArgumentException("teach() me phase " + phase.name() + " first");
        }
        return state;
    }

    Verification verify(Goal goal, FakeReading reading) {
        State wanted = state(goal.phase());
        List<Deviation> deviations = new ArrayList<>();
        differing(reading.statuses(), wanted.status)
                .forEach((server, found) ->
                        deviations.add(new Deviation(FakeLab.DEVICES, server, wanted.status, found)));
        differing(reading.addresses(), wanted.address)
                .forEach((server, found) ->
                        deviations.add(new Deviation(FakeLab.ADDRESSES, server, wanted.address, found)));
        deviations.sort(Comparator.comparing(Deviation::subject));
        int servers = reading.statuses().size();
        return new Verification(
                goal,
                new TreeMap<>(Map.of(FakeLab.DEVICES, servers, FakeLab.ADDRESSES, servers)),
                deviations,
                List.of());
    }

    /** What is missing, as steps that write to a lab. */
    Plan plan(Goal goal, FakeReading reading, String transition, FakeLab lab) {
        State wanted = state(goal.phase());
        SortedMap<String, String> statuses = differing(reading.statuses(), wanted.status);
        SortedMap<String, String> addresses = differing(reading.addresses(), wanted.address);
        List<Step> steps = new ArrayList<>();
        if (!statuses.isEmpty()) {
            steps.add(new FakeStep(lab, "status " + wanted.status, FakeLab.DEVICES, statuses, wanted.status));
        }
        if (!addresses.isEmpty()) {
            steps.add(new FakeStep(lab, "address " + wanted.address, FakeLab.ADDRESSES, addresses, wanted.address));
        }
        return new Plan(goal, transition, steps, List.of());
    }

    private static SortedMap<String, String> differing(SortedMap<String, String> found, String wanted) {
        SortedMap<String, String> differing = new TreeMap<>(found);
        differing.values().removeIf(wanted::equals);
        return differing;
    }

    /** Status and address of every server in a phase. */
    record State(String status, String address) {}
}
