package io.github.pocstate.netbox.internal.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Client;
import feign.Feign;
import feign.Request;
import feign.Response;
import feign.Retryer;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Feign interfaces of one NetBox, and a count of the requests they sent; thread-safe. */
public final class NetBoxClient implements AutoCloseable {

    public static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final Logger log = LoggerFactory.getLogger(NetBoxClient.class);

    /** Some of NetBox's messages are understood here, whatever its DEFAULT_LANGUAGE. */
    private static final String MESSAGES_IN = "en";

    private final AtomicLong requests = new AtomicLong();
    private final NetBoxHttp ourHttp;
    private final NetBoxHttp othersHttp;
    private final String url;
    private final RemoteErrors errors;

    public final StatusApi status;
    public final DcimApi dcim;
    public final IpamApi ipam;
    public final ExtrasApi extras;
    public final RightsApi rights;

    /** The same for other programs: whether they hold the lab while they write is their affair, the allowed hosts are not. */
    public final NetBox forOthers;

    public NetBoxClient(NetBoxSettings settings, Door door) {
        this(settings, door, new SafeRetryer());
    }

    public NetBoxClient(NetBoxSettings settings, Door door, Retryer retryer) {
        url = settings.url().toString();
        errors = new RemoteErrors(settings.url(), door.trust());
        ourHttp = new NetBoxHttp(settings, door);
        othersHttp = new NetBoxHttp(settings, new Door(door.guard(), door.trust(), () -> {}));
        Feign.Builder ours = feign(counted(ourHttp.client()), settings, retryer);
        status = target(ours, StatusApi.class);
        dcim = target(ours, DcimApi.class);
        ipam = target(ours, IpamApi.class);
        extras = target(ours, ExtrasApi.class);
        rights = target(ours, RightsApi.class);
        Feign.Builder others = feign(counted(othersHttp.client()), settings, retryer);
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
                .options(new Request.Options(NetBoxHttp.CONNECT_TIMEOUT, settings.timeout(), false))
                .requestInterceptor(request -> request.header("Authorization", authorization)
                        .header("Accept", "application/json")
                        .header("Accept-Language", MESSAGES_IN)
                        .header("Content-Type", "application/json"));
    }

    public String url() {
        return url;
    }

    public long requests() {
        return requests.get();
    }

    private <T> T target(Feign.Builder feign, Class<T> api) {
        return errors.translated(api, feign.target(api, url));
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
        ourHttp.close();
        othersHttp.close();
    }
}
