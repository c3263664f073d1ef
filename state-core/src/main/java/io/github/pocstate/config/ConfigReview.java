package io.github.pocstate.config;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.config.GivenSetting.Source;
import io.github.pocstate.config.SettingValues.Mistake;
import io.github.pocstate.config.SettingsParser.Parsed;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every setting as it was found, right or wrong.
 *
 * <p>This class is immutable and thread-safe; it holds no secret that prints itself.
 *
 * @param settings every setting there is
 * @param config the settings with something harmless in the place of what is wrong; only for whoever asks {@link #wrong} first
 * @since 0.1
 */
public record ConfigReview(List<GivenSetting> settings, PocConfig config) {

    private static final String HIDDEN = Secret.of("").toString();

    /** What to do about a mistake, for all of them. */
    public static final String REMEDY = SettingsParser.REMEDY;

    /**
     * Copies the list.
     *
     * @param settings every setting there is
     * @param config the settings with something harmless in the place of what is wrong; only for whoever asks {@link #wrong}
     *     first
     */
    public ConfigReview {
        settings = List.copyOf(settings);
        requireNonNull(config, "config");
    }

    static ConfigReview of(Parsed parsed, Map<Setting, String> values, Map<Setting, Source> sources) {
        List<GivenSetting> settings = Arrays.stream(Setting.values())
                .map(setting -> new GivenSetting(
                        setting,
                        shown(setting, parsed, values),
                        sources.getOrDefault(setting, Source.DEFAULT),
                        mistakes(setting, parsed)))
                .toList();
        return new ConfigReview(settings, parsed.config());
    }

    private static List<String> mistakes(Setting setting, Parsed parsed) {
        return parsed.mistakes().stream()
                .filter(mistake -> mistake.setting() == setting)
                .map(Mistake::text)
                .toList();
    }

    /** Addresses are shown as they were read, without user and password; a wrong one may hold them anywhere. */
    private static String shown(Setting setting, Parsed parsed, Map<Setting, String> values) {
        String value =
                values.getOrDefault(setting, setting.defaultValue().orElse("")).trim();
        if (value.isEmpty() || !mistakes(setting, parsed).isEmpty()) {
            return "";
        }
        PocConfig config = parsed.config();
        return switch (setting) {
            case NETBOX_URL -> config.netBox().url().toString();
            case NETBOX_DB_URL ->
                config.database()
                        .map(DatabaseSettings::address)
                        .map(ConfigReview::bare)
                        .orElse(HIDDEN);
            case NETBOX_CACHE_URL ->
                config.database()
                        .map(DatabaseSettings::cache)
                        .map(ConfigReview::bare)
                        .orElse(HIDDEN);
            default -> setting.isSecret() ? HIDDEN : value;
        };
    }

    private static String bare(URI address) {
        return address.toString().replaceAll("\\?.*", "");
    }

    /**
     * The settings that cannot be used as they are.
     *
     * @return those with a mistake
     */
    public Set<Setting> wrong() {
        Set<Setting> wrong = EnumSet.noneOf(Setting.class);
        settings.stream()
                .filter(given -> !given.isRight())
                .map(GivenSetting::setting)
                .forEach(wrong::add);
        return wrong;
    }
}
