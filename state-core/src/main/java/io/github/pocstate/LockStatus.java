package io.github.pocstate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether somebody writes to the lab, and who.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param held whether the lab is held
 * @param holder who holds it; empty when it is free, or the holder did not leave a name
 * @param lease how long it stays held if the holder gives no further sign of life; a living holder renews it all the time.
 *     Zero when the lab is free or the lock has no lease
 * @since 0.1
 */
public record LockStatus(boolean held, Optional<Holder> holder, Duration lease) {

    /** A lab that nobody holds. */
    public static final LockStatus FREE = new LockStatus(false, Optional.empty(), Duration.ZERO);

    /**
     * Refuses nulls.
     *
     * @param held whether the lab is held
     * @param holder who holds it; empty when it is free, or the holder did not leave a name
     * @param lease how long it stays held if the holder gives no further sign of life
     */
    public LockStatus {
        requireNonNull(holder, "holder");
        requireNonNull(lease, "lease");
    }

    /** One line, such as {@code held by jenkins, process 4711 on ci-3 since … for [restore of phase TWO], 9 s of its lease left}. */
    @Override
    public String toString() {
        if (!held) {
            return "free";
        }
        String whose = holder.map(Holder::toString).orElse("somebody who left no name");
        return "held by " + whose + ", " + lease.toSeconds() + " s of its lease left";
    }

    /**
     * Whoever writes to the lab.
     *
     * @param owner user and process, such as {@code jenkins, process 4711}
     * @param host the machine
     * @param since when the lock was taken
     * @param purpose what for, such as {@code restore of phase TWO}
     * @since 0.1
     */
    public record Holder(String owner, String host, Instant since, String purpose) {

        /**
         * Refuses nulls.
         *
         * @param owner user and process, such as {@code jenkins, process 4711}
         * @param host the machine
         * @param since when the lock was taken
         * @param purpose what for, such as {@code restore of phase TWO}
         */
        public Holder {
            requireNonNull(owner, "owner");
            requireNonNull(host, "host");
            requireNonNull(since, "since");
            requireNonNull(purpose, "purpose");
        }

        /** One line: {@code jenkins, process 4711 on ci-3 since 2026-01-31T12:00:00Z for [restore of phase TWO]}. */
        @Override
        public String toString() {
            return owner + " on " + host + " since " + since + " for [" + purpose + "]";
        }
    }
}
