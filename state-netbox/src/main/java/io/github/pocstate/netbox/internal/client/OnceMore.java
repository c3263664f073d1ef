package io.github.pocstate.netbox.internal.client;

import feign.RetryableException;
import feign.Retryer;
import java.net.SocketTimeoutException;

/** Repeats a request once, as a kept connection may just have ended; not one that took all the time there is. */
public final class OnceMore implements Retryer {

    private boolean repeated;

    @Override
    public void continueOrPropagate(RetryableException e) {
        if (repeated || e.getCause() instanceof SocketTimeoutException) {
            throw e;
        }
        repeated = true;
    }

    @Override
    public Retryer clone() {
        return new OnceMore();
    }
}
