package io.github.pocstate.internal;

import io.github.pocstate.LockStatus;
import io.github.pocstate.LockStatus.Holder;
import io.github.pocstate.Problem;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.spi.LabLock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A lab that is ours for several calls: the outer lock is held all the time, and those calls only wait for each other.
 *
 * <p>Whoever was let in is finished before the lab is given back. This class is thread-safe.
 */
final class Reservation implements LabLock, AutoCloseable {

    private final LabLock outer;
    private final Held held;
    private final Duration patience;
    private final Semaphore turn = new Semaphore(1, true);
    private volatile boolean over;

    Reservation(LabLock outer, String purpose, Duration patience) {
        this.outer = outer;
        this.held = outer.acquire(purpose, patience);
        this.patience = patience;
    }

    @Override
    public Held acquire(String purpose) {
        return acquire(purpose, patience);
    }

    @Override
    public Held acquire(String purpose, Duration atMost) {
        refuseWhenOver(purpose);
        if (!isOurTurnWithin(atMost)) {
            throw new UnfitLabException(new Problem(
                    "Another call of the same reservation writes to the lab, [" + purpose + "] did not get its turn.",
                    "waited " + atMost.toSeconds() + " s",
                    "wait until it is done"));
        }
        if (over) {
            turn.release();
            refuseWhenOver(purpose);
        }
        return turn::release;
    }

    private boolean isOurTurnWithin(Duration atMost) {
        try {
            return turn.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void refuseWhenOver(String purpose) {
        if (over) {
            throw new IllegalStateException(
                    "The lab was given back, [" + purpose + "] came too late: reserve it again");
        }
    }

    @Override
    public void requireHeld() {
        outer.requireHeld();
    }

    @Override
    public LockStatus status() {
        return outer.status();
    }

    @Override
    public LockStatus breakHold() {
        return outer.breakHold();
    }

    @Override
    public Optional<Holder> holder() {
        return outer.holder();
    }

    @Override
    public void close() {
        turn.acquireUninterruptibly();
        try {
            if (!over) {
                over = true;
                held.close();
            }
        } finally {
            turn.release();
        }
    }
}
