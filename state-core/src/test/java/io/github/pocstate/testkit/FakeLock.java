package io.github.pocstate.testkit;

import io.github.pocstate.LockStatus;
import io.github.pocstate.LockStatus.Holder;
import io.github.pocstate.Problem;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.spi.LabLock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The lock of a {@link FakeLab}: it refuses at once whoever has no patience, and the lab's diary knows how it was taken.
 *
 * <p>This class is thread-safe.
 */
public final class FakeLock implements LabLock {
    private final FakeLab lab;
    private Optional<Holder> holder = Optional.empty();
    private boolean ours;

    FakeLock(FakeLab lab) {
        this.lab = lab;
    }

    /**
     * Gives the lock to somebody else.
     *
     * @param other who
     */
    public void giveTo(Holder other) {
        synchronized (lab) {
            ours = false;
            holder = Optional.of(other);
        }
    }

    /** Takes the lock without patience: {@code lock} and {@code unlock} in the diary. */
    @Override
    public Held acquire(String purpose) {
        return take(purpose, Duration.ZERO, "lock", "unlock");
    }

    /** Waits for the lock: {@code reserve for purpose} and {@code give back} in the diary. */
    @Override
    public Held acquire(String purpose, Duration patience) {
        return take(purpose, patience, "reserve for " + purpose, "give back");
    }

    private Held take(String purpose, Duration patience, String taken, String released) {
        synchronized (lab) {
            awaitFree(patience);
            if (holder.isPresent()) {
                throw new UnfitLabException(
                        new Problem("The lab is locked by " + holder.get() + ".", lab.name(), "wait until it is free"));
            }
            lab.note(taken);
            ours = true;
            holder = Optional.of(new Holder("this test", "localhost", Instant.EPOCH, purpose));
            return () -> release(released);
        }
    }

    private void awaitFree(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); holder.isPresent() && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(lab, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release(String released) {
        synchronized (lab) {
            lab.note(released);
            if (ours) {
                ours = false;
                holder = Optional.empty();
            }
            lab.notifyAll();
        }
    }

    @Override
    public void requireHeld() {
        synchronized (lab) {
            if (!ours) {
                throw new UnfitLabException(new Problem(
                        "The lock of this lab was lost.", lab.name() + ", held by " + holder, "restore again"));
            }
        }
    }

    @Override
    public Optional<Holder> holder() {
        synchronized (lab) {
            return holder;
        }
    }

    @Override
    public LockStatus status() {
        return new LockStatus(holder().isPresent(), holder(), Duration.ZERO);
    }

    @Override
    public LockStatus breakHold() {
        synchronized (lab) {
            LockStatus broken = status();
            ours = false;
            holder = Optional.empty();
            lab.notifyAll();
            return broken;
        }
    }
}
