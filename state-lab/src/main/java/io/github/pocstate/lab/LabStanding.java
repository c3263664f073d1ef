package io.github.pocstate.lab;

import io.github.pocstate.lab.internal.service.DirectoryTree;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How it stands with the lab in a directory.
 *
 * @param directory the directory
 * @param state whether a lab is there and runs
 * @param running what a lab that is ready wrote down
 * @param health which of its services answer
 * @param servers how many its database holds; empty when there is none
 * @param bytes the size of the directory
 */
public record LabStanding(
        Path directory,
        State state,
        Optional<LabRecord> running,
        Optional<LabHealth> health,
        OptionalInt servers,
        long bytes) {

    /** Whether a lab is there and runs. */
    public enum State {
        /** There is none. */
        ABSENT,
        /** There is one that does not run. */
        STOPPED,
        /** It starts or stops. */
        UNDER_WAY,
        /** It is ready, though some of its services may not answer. */
        RUNNING
    }

    /**
     * Looks and asks.
     *
     * @param directory the directory
     * @return how it stands
     */
    public static LabStanding of(LabDirectory directory) {
        Optional<LabRecord> running = directory.running();
        return new LabStanding(
                directory.path(),
                state(directory, running),
                running,
                running.map(LabHealth::of),
                directory.servers(),
                DirectoryTree.size(directory.path()));
    }

    private static State state(LabDirectory directory, Optional<LabRecord> running) {
        if (running.isPresent()) {
            return State.RUNNING;
        }
        if (directory.isInUse()) {
            return State.UNDER_WAY;
        }
        return directory.isLab() ? State.STOPPED : State.ABSENT;
    }

    /**
     * Whether it can be used.
     *
     * @return whether it runs and all its services answer
     */
    public boolean isGood() {
        return health.map(LabHealth::isGood).orElse(false);
    }
}
