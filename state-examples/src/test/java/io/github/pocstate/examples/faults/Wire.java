package io.github.pocstate.examples.faults;

import java.time.Duration;

/**
 * What a network does to a connection; answers are what comes back from the server.
 *
 * @param latency how late each piece of an answer comes
 * @param bytesPerSecond how fast an answer comes, {@link #FULL_SPEED} for no limit
 * @param answerBytes after how many bytes of the answers the connection ends, {@link #ALL} for never
 * @param end how it ends then
 */
public record Wire(Duration latency, long bytesPerSecond, long answerBytes, End end) {

    static final long FULL_SPEED = Long.MAX_VALUE;
    static final long ALL = Long.MAX_VALUE;

    /** Nothing is wrong. */
    public static final Wire SOUND = new Wire(Duration.ZERO, FULL_SPEED, ALL, End.CLOSED);

    /** How a connection ends. */
    public enum End {
        /** In order, as when a server stops (FIN). */
        CLOSED,
        /** At once, as when a process is killed (RST). */
        RESET,
        /** Never: it stays open, and nothing comes any more. */
        SILENT
    }

    /** Each piece of an answer comes so late. */
    public static Wire late(Duration latency) {
        return new Wire(latency, FULL_SPEED, ALL, End.CLOSED);
    }

    /** Answers trickle. */
    public static Wire narrow(long bytesPerSecond) {
        return new Wire(Duration.ZERO, bytesPerSecond, ALL, End.CLOSED);
    }

    /** The connection ends in order after so many bytes of the answers. */
    public static Wire cutAfter(long bytes) {
        return new Wire(Duration.ZERO, FULL_SPEED, bytes, End.CLOSED);
    }

    /** The connection is reset after so many bytes of the answers; 0 for before the request is heard. */
    public static Wire resetAfter(long bytes) {
        return new Wire(Duration.ZERO, FULL_SPEED, bytes, End.RESET);
    }

    /** Half open: the connection is accepted, and nobody ever answers. */
    public static Wire silent() {
        return new Wire(Duration.ZERO, FULL_SPEED, 0, End.SILENT);
    }
}
