package io.github.pocstate.snapshot.postgres.model;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Trust;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is and who connects; prints itself without parameters, so without a password.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1
 */
public final class PostgresAddress {

    private static final Pattern URL = Pattern.compile("(jdbc:postgresql://[^/?]*/)([^?]+)(\\?.*)?");

    private static final String SOCKETS = "socketFactory";

    /** The driver's own default looks for a file in the user's home instead. */
    private static final String DEFAULT_TRUST = "org.postgresql.ssl.DefaultJavaSSLFactory";

    private final String server;
    private final String database;
    private final String parameters;
    private final Properties properties;
    private final Trust trust;

    private PostgresAddress(String server, String database, String parameters, Properties properties, Trust trust) {
        this.server = server;
        this.database = database;
        this.parameters = parameters;
        this.properties = properties;
        this.trust = trust;
    }

    /**
     * Reads a JDBC address; user and password may be parameters of it.
     *
     * @param url {@code jdbc:postgresql://host:port/database}, with or without parameters
     * @return the address
     * @throws ConfigurationException if it is no such address
     */
    public static PostgresAddress parse(String url) {
        Matcher parts = URL.matcher(requireNonNull(url, "url"));
        if (!parts.matches()) {
            throw new ConfigurationException(new Problem(
                    "The address of the database is not one of PostgreSQL.",
                    "database URL, " + url.length() + " characters",
                    "write it as jdbc:postgresql://host:port/database"));
        }
        String parameters = parts.group(3);
        return new PostgresAddress(
                parts.group(1),
                URLDecoder.decode(parts.group(2), StandardCharsets.UTF_8),
                parameters == null ? "" : parameters,
                new Properties(),
                Trust.SYSTEM);
    }

    /**
     * The same database for a user.
     *
     * @param user a role that may log in
     * @param password its password
     * @return an address with these credentials
     */
    public PostgresAddress as(String user, Secret password) {
        return with(Map.of("user", user, "password", password.reveal()));
    }

    /**
     * The same database, connected to on loopback only, whatever the name of its host resolves to at that moment.
     *
     * @return an address that leads nowhere else
     * @throws IllegalStateException if {@link #hasOwnSockets}
     */
    public PostgresAddress onLoopbackOnly() {
        if (hasOwnSockets()) {
            throw new IllegalStateException("the address says who makes its sockets; where they lead cannot be seen");
        }
        return with(Map.of(SOCKETS, LoopbackSockets.class.getName()));
    }

    /**
     * Whether a parameter of the address says who makes the sockets, such as one for Unix sockets; they may lead anywhere.
     *
     * @return true if it has a parameter {@code socketFactory}
     */
    public boolean hasOwnSockets() {
        return has(SOCKETS);
    }

    /**
     * The same database, its certificate believed by the given trust. It is looked at when the address says {@code sslmode=verify-ca}
     * or {@code sslmode=verify-full}; parameters of the address, such as {@code sslrootcert}, win.
     *
     * @param trust whose certificates are believed
     * @return an address with this trust
     */
    public PostgresAddress trusting(Trust trust) {
        if (has("sslrootcert") || has("sslfactory")) {
            return this;
        }
        Map<String, String> told = trust.file()
                .map(file -> Map.of("sslrootcert", file.toString()))
                .orElseGet(() -> verifies() ? Map.of("sslfactory", DEFAULT_TRUST) : Map.of());
        return new PostgresAddress(server, database, parameters, properties(told), trust);
    }

    private boolean has(String parameter) {
        return parameters.matches("(?s).*[?&]" + parameter + "=.*");
    }

    private boolean verifies() {
        return parameters.matches("(?s).*[?&]sslmode=verify-(ca|full)(&.*)?");
    }

    private PostgresAddress with(Map<String, String> more) {
        return new PostgresAddress(server, database, parameters, properties(more), trust);
    }

    private Properties properties(Map<String, String> more) {
        Properties all = properties();
        all.putAll(more);
        return all;
    }

    /**
     * Whose certificates are believed, unless parameters of the address say otherwise.
     *
     * @return the trust
     */
    public Trust trust() {
        return trust;
    }

    /**
     * The live database's name.
     *
     * @return its name
     */
    public String database() {
        return database;
    }

    /**
     * The same server, another database: an address for the driver, with the parameters that this one was read with.
     *
     * @param otherDatabase its name, as it is
     * @return a JDBC address; it holds a password if the one that was read did
     */
    public String url(String otherDatabase) {
        String encoded =
                URLEncoder.encode(otherDatabase, StandardCharsets.UTF_8).replace("+", "%20");
        return server + encoded + parameters;
    }

    /**
     * What the driver is told beside the address: user, password, and how to connect.
     *
     * @return a copy; it holds the password in the clear
     */
    public Properties properties() {
        Properties copy = new Properties();
        copy.putAll(properties);
        return copy;
    }

    /** Server and database, nothing else. */
    @Override
    public String toString() {
        return "PostgreSQL " + server.substring("jdbc:postgresql://".length()) + database;
    }
}
