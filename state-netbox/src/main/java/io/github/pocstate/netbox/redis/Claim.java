package io.github.pocstate.netbox.redis;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RFuture;
import org.redisson.api.RLock;
import org.redisson.client.RedisException;

/**
 * One holder of a lock in Redis, whatever the thread. Redisson tells holders apart by the id of their thread; here each
 * claim brings its own id.
 *
 * @param lock the lock
 * @param id below 0, so that it is no thread's
 */
record Claim(RLock lock, long id) {

    private static final long RENEWED_BY_REDISSON = -1;

    /** Takes the lock if it is free. */
    boolean now() {
        return answer(lock.tryLockAsync(id));
    }

    /** Waits for the lock; an interrupted thread stops waiting. */
    boolean within(Duration patience) {
        RFuture<Boolean> waiting =
                lock.tryLockAsync(patience.toMillis(), RENEWED_BY_REDISSON, TimeUnit.MILLISECONDS, id);
        try {
            return waiting.get();
        } catch (InterruptedException e) {
            waiting.cancel(true);
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw refusal(e);
        }
    }

    boolean isHeld() {
        return lock.isHeldByThread(id);
    }

    /** What is left of the lease; zero if nobody holds the lock. */
    static Duration lease(RLock lock) {
        return Duration.ofMillis(Math.max(0, lock.remainTimeToLive()));
    }

    /** When Redis does not say, the lease is not renewed any more: otherwise it would be ours for as long as we live. */
    @SuppressWarnings("FutureReturnValueIgnored")
    boolean isHeldOrAbandoned() {
        try {
            return isHeld();
        } catch (RedisException e) {
            lock.unlockAsync(id);
            throw e;
        }
    }

    boolean giveBack() {
        answer(lock.unlockAsync(id));
        return true;
    }

    private static <T> T answer(RFuture<T> call) {
        try {
            return call.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw refusal(e);
        }
    }

    private static RedisException refusal(Exception failed) {
        return failed.getCause() instanceof RedisException refusal ? refusal : new RedisException(failed);
    }
}
