package io.github.pocstate.spi;

import io.github.pocstate.LockStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets one writer at a time into a lab, across threads, processes and machines. Whoever holds it and asks again, waits for
 * itself: {@link Held} is the holder, not the thread.
 *
 * @since 0.1
 */
public interface LabLock {

    /**
     * Waits until the lab is ours, at most as long as the configuration says.
     *
     * @param purpose what the lab is taken for, shown to whoever waits, such as {@code restore of phase TWO}
     * @return the lock, held until it is closed, by any thread, or this process dies
     * @throws io.github.pocstate.UnfitLabException if somebody else holds it for longer; the message names the holder
     */
    Held acquire(String purpose);

    /**
     * Waits until the lab is ours.
     *
     * @param purpose what the lab is taken for, shown to whoever waits
     * @param patience how long to wait at most
     * @return the lock, held until it is closed, by any thread, or this process dies
     * @throws io.github.pocstate.UnfitLabException if somebody else holds it for longer; the message names the holder
     */
    Held acquire(String purpose, Duration patience);

    /**
     * Refuses to go on when the lab is not ours any more. Whoever writes asks right before each write, so that a process that
     * was paused for longer than its lease lasts, was cut off, or whose hold was broken, stops where it is.
     *
     * <p>This is one question to whoever keeps the lock, and its answer is true when it was given. A process that is paused
     * between the answer and the write still sends that one write when it wakes up, and a write that is on its way already
     * arrives; the next one is refused. What must not suffer even from that needs a lock of its own in the same place, as the
     * database has one for snapshots.
     *
     * @throws io.github.pocstate.UnfitLabException if the lab is somebody else's by now, or nobody's; the message names the
     *     holder
     * @throws io.github.pocstate.UnreachableException if nobody can tell
     * @throws IllegalStateException if it was never taken, or given back already
     */
    void requireHeld();

    /**
     * Who holds the lab.
     *
     * @return the holder, empty when the lab is free or the holder is not known
     */
    Optional<LockStatus.Holder> holder();

    /**
     * Whether the lab is held, by whom, and for how long without a sign of life.
     *
     * @return the status at this moment
     */
    LockStatus status();

    /**
     * Frees the lab, whoever holds it; their next write is refused. Does nothing when it is free.
     *
     * @return whose hold was broken
     * @throws io.github.pocstate.PocStateException if the lab must not be written to
     */
    LockStatus breakHold();

    /** The lab is ours until this is closed. */
    interface Held extends AutoCloseable {

        @Override
        void close();
    }
}
