package io.github.pocstate.spi;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a checkup may know.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param config the settings, with something harmless in the place of what is wrong
 * @param wrong the settings that are wrong
 * @param application what the application wants to know of its database; empty if nobody asks, or to whoever answers
 * @since 0.1
 */
public record CheckupContext(PocConfig config, Set<Setting> wrong, Optional<DatabaseQuestions> application) {

    /**
     * Copies the settings.
     *
     * @param config the settings, with something harmless in the place of what is wrong
     * @param wrong the settings that are wrong
     * @param application what the application wants to know of its database; empty if nobody asks, or to whoever answers
     */
    public CheckupContext {
        requireNonNull(config, "config");
        requireNonNull(application, "application");
        wrong = Set.copyOf(wrong);
    }

    /**
     * Why something cannot be looked at.
     *
     * @param needed the settings it needs
     * @return a sentence that names those that are wrong; empty if all are right
     */
    public Optional<String> obstacle(Setting... needed) {
        String names =
                Arrays.stream(needed).filter(wrong::contains).map(Setting::name).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(names + (names.contains(",") ? " are" : " is") + " wrong");
    }
}
