package io.github.pocstate.config;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.config.GivenSetting.Source;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All settings, checked together and frozen.
 *
 * <pre>{@code
 * PocConfig config = PocConfig.load();                              // environment and system properties
 * PocConfig config = PocConfig.builder()
 *         .netBox(URI.create("http://127.0.0.1:8000"), Secret.of(token))
 *         .redis("127.0.0.1", 6379)
 *         .set(Setting.POC_STATE_SERVER_ROLE, "compute")
 *         .build();
 * }</pre>
 *
 * <p>This class is immutable and thread-safe; its {@code toString} holds no secret.
 *
 * @param netBox how to reach NetBox
 * @param redis how to reach Redis
 * @param lab how the lab is modelled
 * @param database how to reach the database and keep snapshots, empty to work without
 * @param allowedHosts hosts besides loopback that may be written to
 * @param lockTimeout how long to wait for another writer of the same lab
 * @param trust whose certificates are believed on encrypted connections
 * @since 0.1
 */
public record PocConfig(
        NetBoxSettings netBox,
        RedisSettings redis,
        LabSettings lab,
        Optional<DatabaseSettings> database,
        Set<String> allowedHosts,
        Duration lockTimeout,
        Trust trust) {

    /**
     * Copies the hosts.
     *
     * @param netBox how to reach NetBox
     * @param redis how to reach Redis
     * @param lab how the lab is modelled
     * @param database how to reach the database and keep snapshots, empty to work without
     * @param allowedHosts hosts besides loopback that may be written to
     * @param lockTimeout how long to wait for another writer of the same lab
     * @param trust whose certificates are believed on encrypted connections
     */
    public PocConfig {
        requireNonNull(netBox, "netBox");
        requireNonNull(redis, "redis");
        requireNonNull(lab, "lab");
        requireNonNull(database, "database");
        requireNonNull(trust, "trust");
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /**
     * Reads environment and system properties.
     *
     * @return the settings
     * @throws io.github.pocstate.ConfigurationException if settings are missing or wrong; it names all of them
     */
    public static PocConfig load() {
        return builder().fromEnvironment().build();
    }

    /**
     * Whether a host may be written to.
     *
     * @param host host name or address, as the settings write it
     * @return the guard of this host
     */
    public HostGuard guard(String host) {
        return new HostGuard(host, allowedHosts);
    }

    /**
     * Refuses a host that must not be written to: one that is not on loopback and that nobody allowed.
     *
     * @param host host name or address
     * @throws ConfigurationException if it may not be written to
     */
    public void requireWritable(String host) {
        guard(host).requireWritable();
    }

    /**
     * Starts with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings; not thread-safe. */
    public static final class Builder {

        private final Map<Setting, String> values = new EnumMap<>(Setting.class);
        private final Map<Setting, Source> sources = new EnumMap<>(Setting.class);

        private Builder() {}

        /**
         * Takes every setting that the environment or a system property names; those set before are kept.
         *
         * @return this
         */
        public Builder fromEnvironment() {
            return from(System::getenv, System::getProperty);
        }

        @SuppressWarnings("NullAway") // an UnaryOperator of getenv may well answer null
        Builder from(UnaryOperator<@Nullable String> environment, UnaryOperator<@Nullable String> properties) {
            for (Setting setting : Setting.values()) {
                String property = properties.apply(setting.property());
                String value = property != null ? property : environment.apply(setting.name());
                if (value != null && values.putIfAbsent(setting, value) == null) {
                    sources.put(setting, property != null ? Source.SYSTEM_PROPERTY : Source.ENVIRONMENT);
                }
            }
            return this;
        }

        /**
         * Sets the address and token of NetBox.
         *
         * @param url address without the trailing {@code /api/}
         * @param token API token
         * @return this
         */
        public Builder netBox(URI url, Secret token) {
            return set(Setting.NETBOX_URL, url.toString()).set(Setting.NETBOX_TOKEN, token.reveal());
        }

        /**
         * Sets host and port of Redis.
         *
         * @param host host name or address
         * @param port port, 1 to 65535
         * @return this
         */
        public Builder redis(String host, int port) {
            return set(Setting.REDIS_HOST, host).set(Setting.REDIS_PORT, String.valueOf(port));
        }

        /**
         * Sets the database, so that snapshots can be kept.
         *
         * @param url {@code postgresql://user:password@host:port/database}; {@code jdbc:} in front is fine
         * @return this
         */
        public Builder database(String url) {
            return set(Setting.NETBOX_DB_URL, url);
        }

        /**
         * Allows writing to hosts that are not on loopback; replaces those allowed before.
         *
         * @param hosts host names or addresses, as the other settings write them
         * @return this
         */
        public Builder allowedHosts(String... hosts) {
            return set(Setting.POC_STATE_ALLOWED_HOSTS, String.join(",", hosts));
        }

        /**
         * Believes the certificates in a file, and no others, on encrypted connections.
         *
         * @param pem a file with the certificates of authorities, in PEM
         * @return this
         */
        public Builder trust(Path pem) {
            return set(Setting.POC_STATE_CA_FILE, pem.toString());
        }

        /**
         * Sets any setting, written as in the environment.
         *
         * @param setting the setting
         * @param value its value
         * @return this
         */
        public Builder set(Setting setting, String value) {
            values.put(setting, value);
            sources.put(setting, Source.CODE);
            return this;
        }

        /**
         * Checks everything without an error: which setting has which value, from where, and what is wrong with it.
         *
         * @return every setting, and the settings with something harmless in the place of what is wrong
         */
        public ConfigReview review() {
            return ConfigReview.of(new SettingsParser(values).review(), values, sources);
        }

        /**
         * Checks everything and freezes it.
         *
         * @return the settings
         * @throws io.github.pocstate.ConfigurationException if settings are missing or wrong; it names all of them
         */
        public PocConfig build() {
            return new SettingsParser(values).parse();
        }
    }
}
