package io.github.pocstate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the settings hold, they are taken or refused by an error of ours, at once, and no secret is repeated. */
class SettingsFuzzTest {

    private static final int TRIES = Boolean.getBoolean("pocstate.long") ? 20_000 : 400;
    private static final Duration AT_ONCE = Duration.ofSeconds(20);
    private static final String PASSWORD = "hunter2-hunter2";

    private static final List<String> ODD = List.of(
            "",
            " ",
            "\u0000",
            "\n",
            "\uD800",
            "Ünïcødé ☃ 机架",
            "'; DROP TABLE dcim_device; --",
            "../../etc/passwd",
            "%",
            "%zz",
            "${jndi:ldap://127.0.0.1/a}",
            "null",
            "NaN",
            "-1",
            "0",
            "1e9",
            "٣",
            "99999999999999999999999999",
            "true",
            "http://",
            "http://[::1",
            "http://[::1]:8000/api/",
            "http://127.0.0.1:99999",
            "http://user:" + PASSWORD + "@127.0.0.1",
            "https://netbox.lab?token=" + PASSWORD,
            "http://a b",
            "mailto:somebody",
            "postgresql:",
            "postgresql://",
            "postgresql:///netbox",
            "postgresql://:" + PASSWORD + "@/netbox",
            "postgresql://netbox:" + PASSWORD + "@127.0.0.1:x/netbox",
            "postgresql://netbox:" + PASSWORD + "%@127.0.0.1/netbox",
            "postgresql://127.0.0.1/netbox?password=" + PASSWORD,
            "jdbc:postgresql://127.0.0.1/%00",
            "redis://127.0.0.1/99999999999",
            "redis://:" + PASSWORD + "@127.0.0.1/x",
            ",,,,",
            "a,b,c",
            ":".repeat(100_000),
            "a".repeat(1_000_000),
            "[" + ":".repeat(10_000) + "]");

    static LongStream seeds() {
        return LongStream.range(0, TRIES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anySettings(long seed) {
        Random random = new Random(seed);
        PocConfig.Builder builder = PocConfig.builder()
                .set(Setting.NETBOX_URL, "http://127.0.0.1:8000")
                .set(Setting.NETBOX_TOKEN, "0123456789abcdef0123456789abcdef01234567");
        for (int changed = 1 + random.nextInt(4); changed > 0; changed--) {
            Setting setting = Setting.values()[random.nextInt(Setting.values().length)];
            builder.set(setting, value(setting, random));
        }
        long start = System.nanoTime();

        String shown = shown(builder);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        assertThat(shown).doesNotContain(PASSWORD);
    }

    /** A password in a setting that is no secret, such as the name of a queue, is shown like any name. */
    private static String value(Setting setting, Random random) {
        boolean mayHoldSecret = setting.isSecret() || setting == Setting.NETBOX_URL;
        List<String> choices = ODD.stream()
                .filter(value -> mayHoldSecret || !value.contains(PASSWORD))
                .toList();
        String odd = choices.get(random.nextInt(choices.size()));
        if (odd.isEmpty() || random.nextInt(3) > 0) {
            return odd;
        }
        StringBuilder mutated = new StringBuilder(odd);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int place = random.nextInt(mutated.length());
            mutated.setCharAt(place, (char) random.nextInt(256));
        }
        return mutated.toString();
    }

    private static String shown(PocConfig.Builder builder) {
        try {
            return builder.build().toString();
        } catch (ConfigurationException e) {
            Problem problem = e.problem();
            assertThat(problem.what()).isNotBlank();
            assertThat(problem.where()).isNotBlank();
            assertThat(problem.remedy()).isNotBlank();
            return e.getMessage();
        }
    }
}
