package io.github.pocstate.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an age such as {@code 7d}, {@code 12h} or {@code 1d6h}. */
final class AgeConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        String text = value.strip().toUpperCase(Locale.ROOT);
        int days = text.indexOf('D');
        String time = text.substring(days + 1);
        try {
            return Duration.parse("P" + text.substring(0, days + 1) + (time.isEmpty() ? "" : "T" + time));
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("[" + value + "] is no age, such as 7d, 12h or 30m");
        }
    }
}
