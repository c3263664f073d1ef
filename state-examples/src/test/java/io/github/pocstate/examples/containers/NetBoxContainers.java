package io.github.pocstate.examples.containers;

import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.lab.internal.database.LabDatabase;
import io.github.pocstate.lab.internal.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * PostgreSQL, Valkey (a Redis) and the NetBox of netbox-docker in containers, with a small lab in the database.
 *
 * <p>With a NetBox of your own the lab is in its database already: leave out {@code LabDatabase}, and take the token and
 * the image that you have. This class is not thread-safe.
 */
// tag::containers[]
final class NetBoxContainers implements Startable {

    private static final int NETBOX_PORT = 8080;
    private static final int REDIS_PORT = 6379;

    private final Network network = Network.newNetwork();

    private final PostgreSQLContainer postgres =
            new PostgreSQLContainer("postgres:18.6-alpine").withNetwork(network).withNetworkAliases("postgres");

    private final GenericContainer<?> redis = new GenericContainer<>("valkey/valkey:9.1-alpine")
            .withNetwork(network)
            .withNetworkAliases("redis")
            .withExposedPorts(REDIS_PORT);

    private final GenericContainer<?> netBox = new GenericContainer<>("netboxcommunity/netbox:v4.7.3")
            .withNetwork(network)
            .withEnv("DB_HOST", "postgres")
            .withEnv("DB_NAME", LabDatabase.NAME)
            .withEnv("DB_USER", LabDatabase.USER)
            .withEnv("DB_PASSWORD", LabDatabase.PASSWORD)
            .withEnv("REDIS_HOST", "redis")
            .withEnv("REDIS_CACHE_HOST", "redis")
            .withEnv("SECRET_KEY", "of-containers-that-live-as-long-as-a-test-and-no-longer-than-that")
            .withEnv("SKIP_SUPERUSER", "true")
            .withCopyToContainer(
                    Transferable.of(
                            "FIELD_CHOICES = {'dcim.Device.status+': [('discovered', 'Discovered', 'cyan')]}\n"),
                    "/etc/netbox/config/extra.py")
            .withExposedPorts(NETBOX_PORT)
            .waitingFor(Wait.forHttp("/api/status/")
                    .withHeader("Authorization", "Token " + LabDatabase.TOKEN)
                    .withStartupTimeout(Duration.ofMinutes(5)));

    @Override
    public void start() {
        Startables.deepStart(postgres, redis).join();
        LabDatabase.create(administrator(), Topology.of(12));
        netBox.start();
    }

    /** The settings to use it. */
    PocConfig config() {
        return PocConfig.builder()
                .netBox(
                        URI.create("http://" + netBox.getHost() + ":" + netBox.getMappedPort(NETBOX_PORT)),
                        Secret.of(LabDatabase.TOKEN))
                .redis(redis.getHost(), redis.getMappedPort(REDIS_PORT))
                .set(Setting.POC_STATE_ALLOWED_HOSTS, netBox.getHost())
                .build();
    }

    @Override
    public void stop() {
        Stream.of(netBox, redis, postgres).forEach(GenericContainer::stop);
        network.close();
    }

    private String administrator() {
        return postgres.getJdbcUrl() + "&user=" + postgres.getUsername() + "&password=" + postgres.getPassword();
    }
}
// end::containers[]
