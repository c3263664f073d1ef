package io.github.pocstate.netbox.internal.client;

import feign.Response;
import feign.Retryer;
import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.config.NetBoxSettings;
import io.github.pocstate.spi.DatabaseGuide.Reconnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Sends requests until every thread of NetBox that kept an ended connection has noticed: each answers one request with
 * an error, and connects anew for the next one. Not thread-safe.
 */
public final class Reconnecting {

    /** As many requests at once as there were sessions might go to a few threads that answer quickly. */
    private static final int PER_SESSION = 2;

    private static final int WIDEST = 32;
    private static final int FIRST_ERROR = 500;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** What came back may be sessions of threads that had none before, while one that had is not reached by one burst. */
    private static final int CLEAN_BURSTS = 3;

    /**
     * Some sessions never come back, such as one of a worker without a job; then NetBox must answer without a failure for longer
     * than one of its worker processes may stand still: Python collects its garbage for more than a second, gunicorn 26 waits two
     * for a client to close its end.
     */
    private static final Duration CLEAN = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final NetBoxClient netBox;
    private final Parallel parallel;
    private final int sessions;
    private int requests;
    private int failed;
    private int cleanBursts;
    private long cleanSince = System.nanoTime();

    private Reconnecting(NetBoxClient netBox, Parallel parallel, int sessions) {
        this.netBox = netBox;
        this.parallel = parallel;
        this.sessions = sessions;
    }

    public static Reconnection until(NetBoxSettings settings, Door door, int sessions, BooleanSupplier allBack) {
        if (sessions == 0) {
            return new Reconnection(0, 0, Duration.ZERO);
        }
        long start = System.nanoTime();
        Duration limit = settings.timeout().compareTo(LONGEST) < 0 ? settings.timeout() : LONGEST;
        NetBoxSettings wide = new NetBoxSettings(
                settings.url(),
                settings.token(),
                limit,
                Math.min(PER_SESSION * sessions, WIDEST),
                settings.cableWrites());
        try (NetBoxClient netBox = new NetBoxClient(wide, door, Retryer.NEVER_RETRY);
                Parallel parallel = new Parallel()) {
            Reconnecting reconnecting = new Reconnecting(netBox, parallel, sessions);
            while (!reconnecting.isDone(wide.inFlight(), allBack)) {
                if (reconnecting.cleanBursts == 0 && System.nanoTime() - start > limit.toNanos()) {
                    throw reconnecting.silent(limit);
                }
                if (reconnecting.cleanBursts >= CLEAN_BURSTS) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
            return reconnecting.report(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private boolean isDone(int width, BooleanSupplier allBack) {
        long start = System.nanoTime();
        if (burst(width) > 0) {
            cleanBursts = 0;
            cleanSince = start;
            return false;
        }
        cleanBursts++;
        return failed >= sessions || (cleanBursts >= CLEAN_BURSTS && (allBack.getAsBoolean() || isLongClean()));
    }

    private boolean isLongClean() {
        return System.nanoTime() - cleanSince >= CLEAN.toNanos();
    }

    private int burst(int width) {
        List<CompletableFuture<Boolean>> answers = IntStream.range(0, width)
                .mapToObj(request -> parallel.start(this::isAnswered))
                .toList();
        int failures =
                (int) answers.stream().filter(answer -> !Parallel.join(answer)).count();
        requests += width;
        failed += failures;
        return failures;
    }

    /** A refusal is an answer too: NetBox asked its database whose token it is. */
    private boolean isAnswered() {
        try (Response response = netBox.status.anything()) {
            return response.status() < FIRST_ERROR;
        } catch (UnreachableException e) {
            return false;
        }
    }

    private Reconnection report(Duration duration) {
        return new Reconnection(requests, failed, duration);
    }

    private UnreachableException silent(Duration limit) {
        return new UnreachableException(new Problem(
                "NetBox did not find back to its database in " + limit.toSeconds() + " s: " + failed + " of " + requests
                        + " requests failed.",
                netBox.url() + ", after " + sessions + " of its database sessions were ended",
                "look at NetBox's log, check that PostgreSQL runs, and restart NetBox if it keeps failing"));
    }
}
