package io.github.pocstate.netbox.internal.client;

import feign.DefaultRetryer;
import feign.Request;
import feign.RetryableException;
import feign.Retryer;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * Repeats a request only where repeating is safe: reads, and writes that name an end state. A POST whose answer was
 * lost may have been carried out; the next reading of the lab tells.
 *
 * <p>Who says when to come back is believed, up to half a minute; longer waits are left to the reader.
 */
final class SafeRetryer implements Retryer {

    static final Duration LONGEST_ASKED = Duration.ofSeconds(30);

    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final int ATTEMPTS = 5;
    private static final int CONNECT_ATTEMPTS = 2;

    /** Whoever reads after a swap was killed may meet one error for each session that it ended: 15 with NetBox's own settings. */
    private static final int LOST_DATABASE_ATTEMPTS = 20;

    private static final Duration LOST_DATABASE_PAUSE = Duration.ofMillis(100);

    private final Retryer backoff = new DefaultRetryer(FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS, ATTEMPTS);
    private int attempt;

    @Override
    public void continueOrPropagate(RetryableException e) {
        attempt++;
        boolean nobodyThere = e.getCause() instanceof ConnectException
                || e.getCause() instanceof ConnectTimeoutException
                || e.getCause() instanceof UnknownHostException;
        boolean maybeCarriedOut = e.method() == Request.HttpMethod.POST && !nobodyThere && e.status() != 429;
        boolean noTrust =
                e.getCause() instanceof SSLHandshakeException || e.getCause() instanceof SSLPeerUnverifiedException;
        boolean triedEnough = noTrust || (nobodyThere && attempt >= CONNECT_ATTEMPTS);
        Optional<Duration> asked = RetryAfter.of(e);
        boolean tooLong =
                asked.filter(wait -> wait.compareTo(LONGEST_ASKED) > 0).isPresent();
        if (maybeCarriedOut || triedEnough || tooLong) {
            throw e;
        }
        boolean lostDatabase = e.status() == NetBoxErrorDecoder.LOST_DATABASE;
        if (asked.isEmpty() && !lostDatabase) {
            backoff.continueOrPropagate(e);
        } else if (attempt >= (lostDatabase ? LOST_DATABASE_ATTEMPTS : ATTEMPTS)) {
            throw e;
        } else {
            waitFor(asked.orElse(LOST_DATABASE_PAUSE), e);
        }
    }

    private static void waitFor(Duration pause, RetryableException e) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    @Override
    public Retryer clone() {
        return new SafeRetryer();
    }
}
