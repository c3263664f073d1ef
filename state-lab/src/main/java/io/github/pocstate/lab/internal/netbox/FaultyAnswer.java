package io.github.pocstate.lab.internal.netbox;

import io.github.pocstate.lab.internal.netbox.rest.Answer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** An answer with a fault. */
final class FaultyAnswer {

    private final HttpServerExchange exchange;
    private final Supplier<Answer> work;

    FaultyAnswer(HttpServerExchange exchange, Supplier<Answer> work) {
        this.exchange = exchange;
        this.work = work;
    }

    void give(Fault fault) throws IOException {
        Optional<Answer> worked = fault.late() ? Optional.of(work.get()) : Optional.empty();
        if (fault.effect() instanceof Fault.Effect.Late late) {
            answerLate(late.delay(), worked);
        } else if (fault.effect() instanceof Fault.Effect.Truncated) {
            truncate(worked.orElseGet(work));
        } else if (fault.effect() instanceof Fault.Effect.Status status) {
            refuse(status.code());
        } else if (fault.effect() instanceof Fault.Effect.Throttled throttled) {
            exchange.getResponseHeaders()
                    .put(Headers.RETRY_AFTER, String.valueOf(throttled.pause().toSeconds()));
            refuse(StatusCodes.TOO_MANY_REQUESTS);
        } else {
            exchange.getConnection().close();
        }
    }

    private void refuse(int status) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html");
        exchange.getResponseSender().send("<html><body>" + status + "</body></html>");
    }

    private void answerLate(Duration delay, Optional<Answer> worked) {
        EmbeddedNetBox.pause(delay);
        EmbeddedNetBox.send(exchange, worked.orElseGet(work));
    }

    private void truncate(Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.setResponseContentLength(Math.max(body.length, 2));
        OutputStream out = exchange.getOutputStream();
        out.write(body, 0, body.length / 2);
        out.flush();
        exchange.getConnection().close();
    }
}
