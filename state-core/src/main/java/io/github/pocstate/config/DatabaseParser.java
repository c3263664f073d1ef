package io.github.pocstate.config;

import io.github.pocstate.config.DatabaseSettings.Way;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the settings of the database and its snapshots; addresses are never repeated in a message, they may hold secrets. */
final class DatabaseParser {

    private static final URI NOWHERE = URI.create("postgresql://localhost/nowhere");

    /** Parameters are shown in messages. */
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)(^|&)(user|password|sslpassword)=");

    /** Parameters with which the driver would connect to another server than the one that is checked. */
    private static final Pattern OTHER_SERVER =
            Pattern.compile("(?i)(^|&)(pghost|pgport|pgdbname|host|hostaddr|port|dbname|service)=");

    private final SettingValues values;

    DatabaseParser(SettingValues values) {
        this.values = values;
    }

    /** An address taken apart. */
    private record Address(URI bare, Optional<String> user, Optional<Secret> password) {}

    Optional<DatabaseSettings> parse(RedisSettings redis) {
        if (values.value(Setting.NETBOX_DB_URL).isEmpty()) {
            return Optional.empty();
        }
        Address database = database();
        Address cache = cache(redis);
        return Optional.of(new DatabaseSettings(
                database.bare(),
                database.user().or(() -> given(Setting.NETBOX_DB_USER)),
                database.password().or(() -> given(Setting.NETBOX_DB_PASSWORD).map(Secret::of)),
                cache.bare(),
                cache.password(),
                values.choice(Setting.POC_STATE_SNAPSHOT_WAY, Way.class),
                values.flag(Setting.POC_STATE_AUTO_SNAPSHOT),
                values.flag(Setting.POC_STATE_KEEP_SESSIONS),
                values.number(Setting.POC_STATE_SNAPSHOT_KEEP, 1, 1000),
                values.number(Setting.POC_STATE_SNAPSHOT_MAX_MB, 0, Integer.MAX_VALUE),
                values.number(Setting.POC_STATE_READY_CLONES, 0, 5)));
    }

    private Optional<String> given(Setting setting) {
        return Optional.of(values.value(setting)).filter(value -> !value.isEmpty());
    }

    private Address database() {
        String url = values.value(Setting.NETBOX_DB_URL)
                .replaceFirst("^jdbc:", "")
                .replaceFirst("^postgres:", "postgresql:");
        Optional<Address> address = split(url)
                .filter(found -> "postgresql".equals(found.bare().getScheme()))
                .filter(found -> found.bare().getPath().length() > 1);
        if (address.isEmpty()) {
            values.mistake(
                    Setting.NETBOX_DB_URL,
                    "is not the address of a database on one host (postgresql://user:password@host:port/database)");
        } else if (OTHER_SERVER
                .matcher(String.valueOf(address.get().bare().getQuery()))
                .find()) {
            values.mistake(
                    Setting.NETBOX_DB_URL,
                    "names a server or database among its parameters; write it as //host:port/database");
        } else if (CREDENTIALS
                .matcher(String.valueOf(address.get().bare().getQuery()))
                .find()) {
            values.mistake(
                    Setting.NETBOX_DB_URL,
                    "holds a user or password among its parameters; write them before the host, user:password@host");
        }
        return address.orElse(new Address(NOWHERE, Optional.empty(), Optional.empty()));
    }

    private Address cache(RedisSettings redis) {
        if (values.value(Setting.NETBOX_CACHE_URL).isEmpty()) {
            URI first = URI.create(redis.address() + "/1");
            return new Address(first, Optional.empty(), redis.password());
        }
        return split(values.value(Setting.NETBOX_CACHE_URL))
                .filter(address -> "redis".equals(address.bare().getScheme())
                        || "rediss".equals(address.bare().getScheme()))
                .filter(address -> address.bare().getPath().matches("/\\d{1,3}"))
                .orElseGet(() -> {
                    values.mistake(
                            Setting.NETBOX_CACHE_URL,
                            "is not the address of a Redis database (redis://host:port/number)");
                    return new Address(NOWHERE, Optional.empty(), Optional.empty());
                });
    }

    private static Optional<Address> split(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() == null) {
                return Optional.empty();
            }
            URI bare = new URI(url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), null, null);
            String[] credentials = url.getRawUserInfo() == null
                    ? new String[0]
                    : url.getRawUserInfo().split(":", 2);
            String parameters = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
            return Optional.of(new Address(
                    URI.create(bare + parameters),
                    credentials.length > 0 && !credentials[0].isEmpty()
                            ? Optional.of(decoded(credentials[0]))
                            : Optional.empty(),
                    credentials.length > 1 ? Optional.of(Secret.of(decoded(credentials[1]))) : Optional.empty()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
