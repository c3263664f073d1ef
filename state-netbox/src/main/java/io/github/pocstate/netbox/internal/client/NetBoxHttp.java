package io.github.pocstate.netbox.internal.client;

import feign.Client;
import feign.hc5.ApacheHttp5Client;
import io.github.pocstate.config.NetBoxSettings;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections to one NetBox through one door; thread-safe.
 *
 * <p>No redirect is followed and no proxy is used, so neither a write nor the token goes anywhere but to the address in the
 * settings.
 */
final class NetBoxHttp implements AutoCloseable {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * A kept connection stays with one worker process of NetBox: several may end at the same one while the others
     * idle, and gunicorn closes it after two idle seconds, maybe just when a POST is on its way.
     */
    private static final ConnectionReuseStrategy EACH_REQUEST_ITS_OWN = (request, response, context) -> false;

    private final Duration limit;
    private final Deadline deadline;
    private final CloseableHttpClient http;

    NetBoxHttp(NetBoxSettings settings, Door door) {
        limit = settings.timeout();
        deadline = new Deadline(limit);
        http = HttpClients.custom()
                .setRequestExecutor(new GuardedRequests(door))
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), Deadline.NAME, deadline)
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .useSystemProperties()
                        .setTlsSocketStrategy(
                                new DefaultClientTlsStrategy(door.trust().context()))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
                                .build())
                        .setMaxConnPerRoute(settings.inFlight())
                        .setMaxConnTotal(settings.inFlight())
                        .build())
                .setConnectionReuseStrategy(EACH_REQUEST_ITS_OWN)
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    /** Sends requests of Feign's and reads each answer to its end. */
    Client client() {
        return new WholeAnswers(new ApacheHttp5Client(http), limit);
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
        deadline.close();
    }
}
