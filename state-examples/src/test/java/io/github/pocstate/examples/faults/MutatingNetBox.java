package io.github.pocstate.examples.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Stands before a NetBox and changes the JSON of one of its answers on the way. This class is thread-safe.
 *
 * <p>Only answers with a body and a status of success are counted.
 */
public final class MutatingNetBox implements AutoCloseable {

    private final URI target;
    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile Plan plan = new Plan("", -1, UnaryOperator.identity());

    /** What is to be changed: an answer to this method, counted from 0. */
    private record Plan(String method, int answer, UnaryOperator<String> change) {}

    private MutatingNetBox(URI target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Stands before the NetBox at this address. */
    public static MutatingNetBox before(URI target) {
        return new MutatingNetBox(target);
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Changes the answer with this number, from 0, to requests with a method that matches. */
    public void change(String methods, int answer, UnaryOperator<String> change) {
        answers.set(0);
        plan = new Plan(methods, answer, change);
    }

    /** How many answers to such requests there were since. */
    public int answers() {
        return answers.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<String> answer = forward(exchange);
            byte[] body = changed(exchange.getRequestMethod(), answer).getBytes(StandardCharsets.UTF_8);
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> forward(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : new String[] {"Authorization", "Accept", "Content-Type"}) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String changed(String method, HttpResponse<String> answer) {
        Plan planned = plan;
        boolean counts = method.matches(planned.method())
                && answer.statusCode() < 300
                && !answer.body().isEmpty();
        return counts && answers.getAndIncrement() == planned.answer()
                ? planned.change().apply(answer.body())
                : answer.body();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
