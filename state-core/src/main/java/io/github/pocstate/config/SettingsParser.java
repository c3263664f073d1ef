package io.github.pocstate.config;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.config.NetBoxSettings.CableWrites;
import io.github.pocstate.config.SettingValues.Mistake;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns text into settings and collects every mistake on the way. */
final class SettingsParser {

    static final String REMEDY = "set them in the environment, as system properties or through PocConfig.builder()";

    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_HOST = 255;
    private static final String HOST = "[-\\w.]*|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*|\\[[0-9A-Fa-f:.]+]";
    private static final String NO_ADDRESS = "is not an http or https address";

    private final SettingValues values;

    SettingsParser(Map<Setting, String> values) {
        this.values = new SettingValues(values);
    }

    /** Settings with something harmless in the place of what is wrong, and what is wrong. */
    record Parsed(PocConfig config, List<Mistake> mistakes) {}

    PocConfig parse() {
        Parsed parsed = review();
        List<String> mistakes = parsed.mistakes().stream().map(Mistake::text).toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(new Problem(
                    mistakes.size() == 1 ? "A setting is wrong." : mistakes.size() + " settings are wrong.",
                    String.join("\n         ", mistakes),
                    REMEDY));
        }
        return parsed.config();
    }

    Parsed review() {
        URI url = url(Setting.NETBOX_URL);
        String token = token(Setting.NETBOX_TOKEN);
        Duration timeout = Duration.ofSeconds(values.number(Setting.POC_STATE_TIMEOUT, 1, 86_400));
        NetBoxSettings netBox = new NetBoxSettings(
                url,
                Secret.of(token),
                timeout,
                values.number(Setting.POC_STATE_IN_FLIGHT, 1, 32),
                values.choice(Setting.POC_STATE_CABLE_WRITES, CableWrites.class));
        RedisSettings redis = new RedisSettings(
                host(Setting.REDIS_HOST),
                values.number(Setting.REDIS_PORT, 1, HIGHEST_PORT),
                Optional.of(values.value(Setting.REDIS_PASSWORD))
                        .filter(password -> !password.isEmpty())
                        .map(Secret::of),
                values.text(Setting.REDIS_QUEUE),
                values.text(Setting.REDIS_UPDATE_QUEUE),
                timeout,
                values.flag(Setting.REDIS_TLS));
        refuseEqualQueues(redis);
        LabSettings lab = new LabSettings(
                values.text(Setting.POC_STATE_SERVER_ROLE),
                values.text(Setting.POC_STATE_BMC_INTERFACE),
                values.text(Setting.POC_STATE_MGMT_INTERFACE),
                values.text(Setting.POC_STATE_NIC_DESCRIPTION),
                pair(Setting.POC_STATE_NIC_NAMES),
                values.text(Setting.POC_STATE_BMC_PREFIX_ROLE),
                slug(Setting.POC_STATE_TAG));
        Duration lockTimeout = Duration.ofSeconds(values.number(Setting.POC_STATE_LOCK_TIMEOUT, 0, 86_400));
        Set<String> allowedHosts = hosts(Setting.POC_STATE_ALLOWED_HOSTS);
        Trust trust = trust(Setting.POC_STATE_CA_FILE);
        Optional<DatabaseSettings> database = new DatabaseParser(values).parse(redis);
        return new Parsed(
                new PocConfig(netBox, redis, lab, database, allowedHosts, lockTimeout, trust), values.mistakes());
    }

    private void refuseEqualQueues(RedisSettings redis) {
        if (redis.discoveryQueue().equals(redis.updateQueue())) {
            values.mistake(
                    Setting.REDIS_QUEUE,
                    "and " + Setting.REDIS_UPDATE_QUEUE + " name the same list [" + redis.updateQueue() + "]");
        }
    }

    private URI url(Setting setting) {
        URI nowhere = URI.create("http://localhost");
        String value = values.text(setting);
        if (value.isEmpty()) {
            return nowhere;
        }
        try {
            URI url = new URI(value);
            String mistake = mistake(url);
            if (mistake.isEmpty()) {
                String path = url.getPath().replaceAll("/+(api/*)?$", "");
                return new URI(url.getScheme(), null, url.getHost(), url.getPort(), path, null, null);
            }
            values.mistake(setting, mistake);
        } catch (URISyntaxException e) {
            values.mistake(setting, NO_ADDRESS + " (" + setting.description() + ")");
        }
        return nowhere;
    }

    /** Says what is wrong without repeating the value, which may hold a secret. */
    private static String mistake(URI url) {
        if (url.getRawUserInfo() != null
                || (url.getRawAuthority() != null && url.getRawAuthority().contains("@"))) {
            return "holds a user name or password; use " + Setting.NETBOX_TOKEN;
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            return "holds a query or fragment; give the address alone";
        }
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!web || url.getRawAuthority() == null) {
            return NO_ADDRESS + " (" + Setting.NETBOX_URL.description() + ")";
        }
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
            return "has no valid host (letters, digits, - and .) or port (1 to " + HIGHEST_PORT + ")";
        }
        return "";
    }

    private String host(Setting setting) {
        String value = values.text(setting);
        if (!isHost(value)) {
            values.mistake(setting, "is not a host name or address (" + setting.description() + ")");
            return "";
        }
        return value;
    }

    /** Longer ones are none, and would take long to look at. */
    private static boolean isHost(String text) {
        return text.length() <= LONGEST_HOST && text.matches(HOST);
    }

    private Set<String> hosts(Setting setting) {
        List<String> hosts = values.words(setting);
        if (!hosts.stream().allMatch(SettingsParser::isHost)) {
            values.mistake(setting, "holds something that is not a host name or address");
        }
        return Set.copyOf(hosts);
    }

    private Trust trust(Setting setting) {
        String file = values.value(setting);
        if (file.isEmpty()) {
            return Trust.SYSTEM;
        }
        try {
            return Trust.in(Path.of(file));
        } catch (CertificateException e) {
            values.mistake(setting, "holds something else than certificates in PEM (-----BEGIN CERTIFICATE-----)");
        } catch (IOException | InvalidPathException e) {
            values.mistake(setting, "is not a file that can be read");
        }
        return Trust.SYSTEM;
    }

    private String token(Setting setting) {
        String value = values.text(setting);
        if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
            values.mistake(setting, "holds characters that no token has; is it quoted or cut?");
            return "";
        }
        return value;
    }

    private String slug(Setting setting) {
        String value = values.text(setting);
        if (!value.matches("[-a-zA-Z0-9_]*")) {
            values.mistake(setting, "is [" + value + "], a slug has letters, digits, - and _ only");
        }
        return value;
    }

    private List<String> pair(Setting setting) {
        List<String> names = values.words(setting);
        if (!names.isEmpty() && (names.size() != 2 || names.get(0).equals(names.get(1)))) {
            values.mistake(setting, "is " + names + ", it must name two interfaces");
        }
        return names;
    }
}
