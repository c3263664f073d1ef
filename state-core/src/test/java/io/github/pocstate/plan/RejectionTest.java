package io.github.pocstate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RejectionTest {

    @Test
    void noneHasNoWords() {
        assertThat(Rejection.inWords(List.of())).isEmpty();
    }

    @Test
    void thoseOfOneMessageAreToldTogetherTheFirstTenByName() {
        List<Rejection> rejections = Stream.concat(
                        IntStream.rangeClosed(1, 12).mapToObj(id -> new Rejection("devices", "srv-" + id, "Missing.")),
                        Stream.of(new Rejection("cables", "srv-1", "its status was refused")))
                .toList();

        assertThat(Rejection.inWords(rejections)).isEqualTo("""
                Refused, 12 devices: Missing.
                  which: srv-1, srv-2, srv-3, srv-4, srv-5, srv-6, srv-7, srv-8, srv-9, srv-10 and 2 more
                Refused, 1 cables: its status was refused
                  which: srv-1
                """);
    }
}
