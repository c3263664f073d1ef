package io.github.pocstate.netbox.internal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Client;
import feign.Feign;
import feign.Request;
import feign.Response;
import feign.Retryer;
import feign.hc5.ApacheHttp5Client;
import feign.jackson.JacksonDecoder;
import feign.jackson.JacksonEncoder;
import io.github.pocstate.config.NetBoxSettings;
import io.github.pocstate.config.Secret;
import io.github.pocstate.netbox.api.DcimApi;
import io.github.pocstate.netbox.api.ExtrasApi;
import io.github.pocstate.netbox.api.IpamApi;
import io.github.pocstate.netbox.api.NetBox;
import io.github.pocstate.netbox.api.RightsApi;
import io.github.pocstate.netbox.api.StatusApi;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Feign interfaces of one NetBox, and a count of the requests they sent; thread-safe.
 *
 * <p>No redirect is followed and no proxy is used, so neither a write nor the token goes anywhere but to the address in the
 * settings.
 */
final class NetBoxClient implements AutoCloseable {

    static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final Logger log = LoggerFactory.getLogger(NetBoxClient.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * A kept connection stays with one worker process of NetBox: several may end at the same one while the others
     * idle, and gunicorn closes it after two idle seconds, maybe just when a POST is on its way.
     */
    private static final ConnectionReuseStrategy EACH_REQUEST_ITS_OWN = (request, response, context) -> false;

    private final AtomicLong requests = new AtomicLong();
    private final Deadline deadline;
    private final CloseableHttpClient http;
    private final String url;
    private final RemoteErrors errors;

    final StatusApi status;
    final DcimApi dcim;
    final IpamApi ipam;
    final ExtrasApi extras;
    final RightsApi rights;

    /** The same for other programs: whether they hold the lab while they write is their affair, the allowed hosts are not. */
    final NetBox forOthers;

    NetBoxClient(NetBoxSettings settings, Door door) {
        this(settings, door, new SafeRetryer());
    }

    NetBoxClient(NetBoxSettings settings, Door door, Retryer retryer) {
        url = settings.url().toString();
        errors = new RemoteErrors(settings.url(), door.trust());
        ConnectionConfig connections = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
                .build();
        deadline = new Deadline(settings.timeout());
        http = HttpClients.custom()
                .setRequestExecutor(new GuardedRequests(door.guard()))
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), Deadline.NAME, deadline)
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .useSystemProperties()
                        .setTlsSocketStrategy(
                                new DefaultClientTlsStrategy(door.trust().context()))
                        .setDefaultConnectionConfig(connections)
                        .setMaxConnPerRoute(settings.inFlight())
                        .setMaxConnTotal(settings.inFlight())
                        .build())
                .setConnectionReuseStrategy(EACH_REQUEST_ITS_OWN)
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
        Client client = new WholeAnswers(new ApacheHttp5Client(http), settings.timeout());
        Feign.Builder ours = feign(counted(guarded(client, door.beforeWrite())), settings, retryer);
        status = target(ours, StatusApi.class);
        dcim = target(ours, DcimApi.class);
        ipam = target(ours, IpamApi.class);
        extras = target(ours, ExtrasApi.class);
        rights = target(ours, RightsApi.class);
        Feign.Builder others = feign(counted(client), settings, retryer);
        forOthers = new NetBox(
                errors.refusing(StatusApi.class, target(others, StatusApi.class)),
                errors.refusing(DcimApi.class, target(others, DcimApi.class)),
                errors.refusing(IpamApi.class, target(others, IpamApi.class)),
                errors.refusing(ExtrasApi.class, target(others, ExtrasApi.class)));
    }

    private static Feign.Builder feign(Client client, NetBoxSettings settings, Retryer retryer) {
        String authorization = authorization(settings.token());
        return Feign.builder()
                .client(client)
                .encoder(new JacksonEncoder(JSON))
                .decoder(new CompleteDecoder(new JacksonDecoder(JSON)))
                .errorDecoder(new NetBoxErrorDecoder())
                .retryer(retryer)
                .options(new Request.Options(CONNECT_TIMEOUT, settings.timeout(), false))
                .requestInterceptor(request -> request.header("Authorization", authorization)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json"));
    }

    String url() {
        return url;
    }

    long requests() {
        return requests.get();
    }

    private <T> T target(Feign.Builder feign, Class<T> api) {
        return errors.translated(api, feign.target(api, url));
    }

    /** At each attempt: between the first one and its repetition the lab may have been lost. */
    private static Client guarded(Client client, Runnable beforeWrite) {
        return (request, options) -> {
            if (GuardedRequests.isWrite(request.httpMethod().name())) {
                beforeWrite.run();
            }
            return client.execute(request, options);
        };
    }

    private Client counted(Client client) {
        return (request, options) -> {
            requests.incrementAndGet();
            long start = System.nanoTime();
            Response response = client.execute(request, options);
            log.debug(
                    "{} {} answered {} in {} ms",
                    request.httpMethod(),
                    request.url(),
                    response.status(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            return response;
        };
    }

    /** A version 2 token is told by its prefix (NetBox {@code netbox/api/authentication.py}, 4.5 and later). */
    private static String authorization(Secret token) {
        return (token.reveal().startsWith("nbt_") ? "Bearer " : "Token ") + token.reveal();
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
        deadline.close();
    }
}
