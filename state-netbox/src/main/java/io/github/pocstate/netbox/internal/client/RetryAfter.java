package io.github.pocstate.netbox.internal.client;

import feign.Response;
import feign.RetryableException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a server asks to be left alone: the header Retry-After, in seconds or as a date (RFC 9110, 10.2.3). */
final class RetryAfter {

    private static final String HEADER = "Retry-After";
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** The moment in milliseconds, as Feign keeps it, or null if the server does not say. */
    static @Nullable Long of(Response response, long nowMillis) {
        Collection<String> values = response.headers().getOrDefault(HEADER, List.of());
        return values.stream()
                .findFirst()
                .flatMap(text -> moment(text.trim(), nowMillis))
                .orElse(null);
    }

    private static Optional<Long> moment(String text, long nowMillis) {
        if (text.matches("\\d{1," + MOST_DIGITS + "}")) {
            return Optional.of(
                    nowMillis + Duration.ofSeconds(Long.parseLong(text)).toMillis());
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(date.toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** How long to wait from now on; empty if the server does not say. */
    static Optional<Duration> of(RetryableException e) {
        Long moment = e.retryAfter();
        return moment == null
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.max(0, moment - System.currentTimeMillis())));
    }
}
