package io.github.pocstate.snapshot.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.spi.KeptKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyJsonTest {

    @Test
    void whatIsKeptComesBack() {
        List<KeptKey> keys = List.of(
                new KeptKey(
                        "queue",
                        Optional.of(Duration.ofMillis(5)),
                        List.of("{\"a\":\"größe 🚀\"}", ""),
                        Optional.empty()),
                new KeptKey("other", Optional.empty(), List.of(), Optional.of("AAEC")));

        assertThat(KeyJson.read(KeyJson.write(keys))).isEqualTo(keys);
    }

    /** As the adapter of Redis shows a byte that is not part of UTF-8. */
    @Test
    void loneSurrogatesComeBack() {
        List<KeptKey> keys = List.of(
                new KeptKey("queue", Optional.empty(), List.of("\udc80\u0004\udce9", "a\udcff🚀"), Optional.empty()));

        assertThat(KeyJson.read(KeyJson.write(keys))).isEqualTo(keys);
    }
}
