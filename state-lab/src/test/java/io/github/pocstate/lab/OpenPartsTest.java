package io.github.pocstate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpenPartsTest {

    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());
    private final Consumer<String> close = closed::add;
    private final OpenParts resources = new OpenParts();

    @Test
    void theLastIsClosedFirstAndEachOnce() {
        resources.open(() -> "database", close);
        resources.open(() -> "server", close);

        resources.close();
        resources.close();

        assertThat(closed).containsExactly("server", "database");
    }

    @Test
    void nothingIsOpenedAfterTheEnd() {
        resources.close();

        assertThatThrownBy(() -> resources.open(() -> "late", close)).isInstanceOf(IllegalStateException.class);
        assertThat(closed).isEmpty();
    }

    @Test
    void oneThatCannotBeClosedDoesNotKeepTheOthersOpen() {
        resources.open(() -> "first", close);
        resources.open(() -> "second", name -> {
            throw new IllegalStateException(name);
        });
        resources.open(() -> "third", name -> {
            throw new IllegalStateException(name);
        });

        assertThatThrownBy(resources::close)
                .hasMessage("third")
                .satisfies(error -> assertThat(error.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("second"));
        assertThat(closed).containsExactly("first");
    }

    @Test
    void whatIsBeingOpenedIsWaitedForAndClosedBeforeWhatItStandsOn() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        resources.open(() -> "directory", close);
        Thread opener = new Thread(() -> assertThatThrownBy(() -> resources.open(
                        () -> {
                            opening.countDown();
                            await(goOn);
                            return "server";
                        },
                        close))
                .isInstanceOf(IllegalStateException.class));
        opener.start();
        await(opening);
        Thread closer = new Thread(resources::close);
        closer.start();
        while (closer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        goOn.countDown();
        closer.join();
        opener.join();

        assertThat(closed).containsExactly("server", "directory");
    }

    @Test
    void anInterruptedThreadClosesAllTheSameAndStaysInterrupted() {
        resources.open(() -> "patient", name -> {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            closed.add(name);
        });
        Thread.currentThread().interrupt();

        resources.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).containsExactly("patient");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
