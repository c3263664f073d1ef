package io.github.pocstate.lab.internal.netbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Something that goes wrong with requests to the embedded NetBox.
 *
 * <pre>{@code
 * netBox.faults().inject(Fault.status(503).on("PATCH", "/api/dcim/cables/").times(2));
 * netBox.faults().inject(Fault.dropped().afterTheWork().on("POST", "/api/ipam/"));
 * }</pre>
 *
 * @param effect what happens
 * @param late whether the request is worked on before it happens, so that what it writes is written
 * @param method only such requests; {@code *} for all
 * @param path only requests whose path begins so
 * @param times how often, 1 or greater
 */
public record Fault(Effect effect, boolean late, String method, String path, int times) {

    /** Checks the values. */
    public Fault {
        requireNonNull(effect, "effect");
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        if (times < 1) {
            throw new IllegalArgumentException("times is " + times + ", it must be 1 or greater");
        }
    }

    /** What happens to a request. */
    public sealed interface Effect {

        /**
         * An answer with this status, such as 502.
         *
         * @param code the HTTP status
         */
        record Status(int code) implements Effect {}

        /**
         * An answer with status 429 that asks to be left alone for a while.
         *
         * @param pause how long, in whole seconds
         */
        record Throttled(Duration pause) implements Effect {}

        /** The connection ends without an answer. */
        record Dropped() implements Effect {}

        /** The connection ends in the middle of the answer. */
        record Truncated() implements Effect {}

        /**
         * The answer comes late, or after the client gave up.
         *
         * @param delay how late
         */
        record Late(Duration delay) implements Effect {}
    }

    /** An answer with this status in place of NetBox's own. */
    public static Fault status(int code) {
        return of(new Effect.Status(code));
    }

    /** Too many requests (429): the client is to come back after this, in whole seconds. */
    public static Fault throttled(Duration pause) {
        return of(new Effect.Throttled(requireNonNull(pause, "pause")));
    }

    /** No answer: the connection ends. */
    public static Fault dropped() {
        return of(new Effect.Dropped());
    }

    /** Half an answer: the connection ends within it. */
    public static Fault truncated() {
        return of(new Effect.Truncated()).afterTheWork();
    }

    /** An answer that lets the client wait. */
    public static Fault late(Duration delay) {
        return of(new Effect.Late(requireNonNull(delay, "delay")));
    }

    private static Fault of(Effect effect) {
        return new Fault(effect, false, "*", "/", 1);
    }

    /** The same once NetBox has done what it was asked for. */
    public Fault afterTheWork() {
        return new Fault(effect, true, method, path, times);
    }

    /** The same for requests with this method and a path that begins so. */
    public Fault on(String only, String beginning) {
        return new Fault(effect, late, only, beginning, times);
    }

    /** The same this many times. */
    public Fault times(int count) {
        return new Fault(effect, late, method, path, count);
    }

    boolean concerns(String requested, String requestedPath) {
        return (method.equals("*") || method.equals(requested)) && requestedPath.startsWith(path);
    }
}
