package io.github.pocstate.netbox.internal;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.pocstate.config.NetBoxSettings;
import io.github.pocstate.config.NetBoxSettings.CableWrites;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.netbox.internal.client.Door;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A NetBox of stubs; writes are answered as NetBox answers them when all is well. */
public final class FakeNetBox {
    public static final String TOKEN = "s3cr3t0123456789abcdefs3cr3t0123456789ab";
    private static final String ECHO = "echo";
    private static final String PORTS_TAKEN = "ports-taken";

    private FakeNetBox() {}

    public static WireMockExtension extension() {
        return WireMockExtension.newInstance().options(options()).build();
    }

    /** For tests side by side: the stubs of a class stay as they are. */
    public static WireMockExtension steady() {
        return WireMockExtension.newInstance()
                .options(options())
                .resetOnEachTest(false)
                .build();
    }

    private static WireMockConfiguration options() {
        return wireMockConfig().dynamicPort().bindAddress("127.0.0.1").extensions(new Echo(), new PortsTaken());
    }

    public static String url(WireMockExtension server) {
        return "http://127.0.0.1:" + server.getPort();
    }

    public static NetBoxClient client(WireMockExtension server) {
        return client(url(server), TOKEN, Duration.ofSeconds(10));
    }

    public static NetBoxClient client(String url, String token, Duration timeout) {
        return new NetBoxClient(
                new NetBoxSettings(URI.create(url), Secret.of(token), timeout, 2, CableWrites.AUTO), door(url));
    }

    /** Lets everything through on loopback. */
    public static Door door(String url) {
        return Door.to(
                PocConfig.builder().netBox(URI.create(url), Secret.of(TOKEN)).build(), () -> {});
    }

    /** A page with all there is. */
    public static ResponseDefinitionBuilder page(String... objects) {
        return page(objects.length, false, objects);
    }

    public static ResponseDefinitionBuilder page(int count, boolean hasNext, String... objects) {
        String next = hasNext ? "\"http://127.0.0.1/next\"" : "null";
        return okJson("{\"count\": " + count + ", \"next\": " + next + ", \"results\": [" + String.join(", ", objects)
                + "]}");
    }

    public static MappingBuilder list(String path, String... objects) {
        return get(urlPathEqualTo(path)).willReturn(page(objects));
    }

    /** Answers PATCH, POST and DELETE at a path as NetBox does when all is well. */
    public static void accept(WireMockExtension server, String path) {
        for (String method : List.of("PATCH", "POST")) {
            server.stubFor(WireMock.request(method, urlPathEqualTo(path)).willReturn(echo()));
        }
        server.stubFor(delete(urlPathEqualTo(path)).willReturn(noContent()));
    }

    public static ResponseDefinitionBuilder echo() {
        return WireMock.aResponse().withTransformers(ECHO);
    }

    /** Refuses new cables between ports of {@link io.github.pocstate.netbox.Specimens}, whose cables are still there. */
    public static ResponseDefinitionBuilder portsTaken() {
        return WireMock.aResponse().withTransformers(PORTS_TAKEN);
    }

    public static ResponseDefinitionBuilder error(int status, String body) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    public static MappingBuilder anything() {
        return any(anyUrl());
    }

    /** Writes in the order they came, such as {@code PATCH /api/dcim/cables/ [{"id":1}]}. */
    public static List<String> writes(WireMockExtension server) {
        return requests(server, anyRequestedFor(anyUrl())).stream()
                .filter(request ->
                        !List.of("GET", "OPTIONS").contains(request.getMethod().value()))
                .map(request -> request.getMethod() + " " + request.getUrl().replaceFirst("\\?.*", "") + " "
                        + request.getBodyAsString())
                .toList();
    }

    /** Requests in the order they came. */
    public static List<LoggedRequest> requests(WireMockExtension server, RequestPatternBuilder pattern) {
        List<LoggedRequest> requests = new ArrayList<>(server.findAll(pattern));
        requests.sort(Comparator.comparing(LoggedRequest::getLoggedDate));
        return requests;
    }

    /** Ids of what a request carries, such as [1, 2]. */
    public static List<Long> ids(LoggedRequest request) {
        List<Long> ids = new ArrayList<>();
        parse(request.getBodyAsString())
                .forEach(object -> ids.add(object.path("id").asLong()));
        return ids;
    }

    private static JsonNode parse(String json) {
        try {
            return NetBoxClient.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    /** Answers with what was sent; new objects get the ids 9000, 9001 and so on. */
    private static final class Echo implements ResponseDefinitionTransformerV2 {
        @Override
        public ResponseDefinition transform(ServeEvent event) {
            ArrayNode answer = NetBoxClient.JSON.createArrayNode();
            for (JsonNode sent : parse(event.getRequest().getBodyAsString())) {
                ObjectNode object = ((ObjectNode) sent).deepCopy();
                if (!object.has("id")) {
                    object.put("id", 9000 + answer.size());
                }
                answer.add(object);
            }
            boolean isPost = event.getRequest().getMethod().value().equals("POST");
            return error(isPost ? 201 : 200, answer.toString()).build();
        }

        @Override
        public String getName() {
            return ECHO;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }
    }

    /** What NetBox says of each new cable whose first port is taken. */
    private static final class PortsTaken implements ResponseDefinitionTransformerV2 {
        @Override
        public ResponseDefinition transform(ServeEvent event) {
            ObjectNode answer = NetBoxClient.JSON.createObjectNode().put("detail", "Failed.");
            ArrayNode errors = answer.putArray("errors");
            for (JsonNode sent : parse(event.getRequest().getBodyAsString())) {
                long port =
                        sent.path("a_terminations").path(0).path("object_id").asLong();
                boolean isFarEnd = port >= 1000;
                long cable = isFarEnd ? port / 1000 * 100 + port % 1000 : port / 10 * 100 + port % 10 - 2;
                errors.addObject()
                        .put("index", errors.size() - 1)
                        .putObject("errors")
                        .putArray("__all__")
                        .add("Duplicate termination found for dcim.interface " + port + ": cable " + cable);
            }
            return error(400, answer.toString()).build();
        }

        @Override
        public String getName() {
            return PORTS_TAKEN;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }
    }
}
