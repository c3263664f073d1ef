package io.github.pocstate.lab.internal.netbox;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.lab.internal.netbox.rest.Answer;
import io.github.pocstate.lab.internal.netbox.rest.Api;
import io.github.pocstate.lab.internal.netbox.rest.Request;
import io.github.pocstate.lab.internal.netbox.rest.Workers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A small NetBox 4.7.3 in Java: serves what the phases use of the REST API, from a database with NetBox's own tables.
 *
 * <pre>{@code
 * try (EmbeddedNetBox netBox = EmbeddedNetBox.start("jdbc:postgresql://127.0.0.1:5432/netbox?user=netbox", 0)) {
 *     netBox.faults().inject(Fault.status(503));
 *     // requests to netBox.url()
 * }
 * }</pre>
 *
 * <p>What it does not serve it answers with 501 and says so. That it answers as the real one is proven by a suite that
 * runs against both. It listens on loopback only. This class is thread-safe.
 *
 * @since 0.1
 */
public final class EmbeddedNetBox implements AutoCloseable {

    /** As a NetBox with two processes of three threads. */
    private static final int WORKERS = 6;

    private static final String LOGGING = "org.jboss.logging.provider";
    private static final int MAX_PAGE_SIZE = 1000;
    private static final String HOST = "127.0.0.1";

    static {
        // Undertow's messages go where everybody's go; asked once, when its first class is loaded
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "slf4j");
        }
    }

    private final Undertow server;
    private final Workers workers;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Api api;
    private final Faults faults = new Faults();
    private volatile Pace pace = Pace.FULL;

    private EmbeddedNetBox(String jdbcUrl, int port) {
        this.workers = new Workers(jdbcUrl, WORKERS);
        this.api = new Api(workers, MAX_PAGE_SIZE);
        this.server = Undertow.builder()
                .addHttpListener(port, HOST)
                .setWorkerThreads(WORKERS * 2)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, 1000)
                .setHandler(new BlockingHandler(this::handle))
                .build();
    }

    /**
     * Starts on a database that holds NetBox's tables.
     *
     * @param jdbcUrl the database, with user and password
     * @param port where to listen; 0 for any free port
     */
    public static EmbeddedNetBox start(String jdbcUrl, int port) {
        EmbeddedNetBox netBox = new EmbeddedNetBox(requireNonNull(jdbcUrl, "jdbcUrl"), port);
        netBox.server.start();
        return netBox;
    }

    /** Its address, as NETBOX_URL takes it. */
    public URI url() {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return URI.create("http://" + HOST + ":" + address.getPort());
    }

    /** What is to go wrong. */
    public Faults faults() {
        return faults;
    }

    /** Makes it slower, or as fast as it can be again. */
    public void pace(Pace wanted) {
        pace = requireNonNull(wanted, "wanted");
    }

    private void handle(HttpServerExchange exchange) throws IOException, InterruptedException {
        date(exchange);
        Request request = request(exchange);
        Optional<Fault> fault = faults.next(request.method(), request.path());
        if (fault.isPresent()) {
            new FaultyAnswer(exchange, () -> answer(request)).give(fault.get());
        } else {
            send(exchange, answer(request));
        }
    }

    /** Undertow keeps the text of the date for all servers of a process; when one of them stops, it may stay as it is. */
    private static void date(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.DATE, HTTP_DATE.format(Instant.now()));
    }

    private Answer answer(Request request) {
        Answer answer = api.answer(request);
        pause(pace.of(answer.status() < 300 ? request.objectsWritten() : 0));
        return answer;
    }

    static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request request(HttpServerExchange exchange) throws IOException {
        return Request.of(
                exchange.getRequestMethod().toString(),
                exchange.getRequestScheme() + "://" + exchange.getHostAndPort(),
                exchange.getRequestPath(),
                exchange.getQueryString(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")),
                new String(exchange.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    static void send(HttpServerExchange exchange, Answer answer) {
        exchange.setStatusCode(answer.status());
        if (!exchange.isPersistent()) { // Undertow says so itself, but with an answer that has no body
            exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        exchange.getResponseSender().send(answer.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } finally {
            workers.close();
        }
    }
}
