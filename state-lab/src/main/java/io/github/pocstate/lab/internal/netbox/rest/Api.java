package io.github.pocstate.lab.internal.netbox.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.pocstate.lab.internal.netbox.model.CrashException;
import io.github.pocstate.lab.internal.netbox.model.InvalidException;
import io.github.pocstate.lab.internal.netbox.model.Resources;
import io.github.pocstate.lab.internal.netbox.model.Work;
import io.github.pocstate.lab.internal.netbox.rest.Workers.LostConnectionException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests as NetBox's REST API does; thread-safe. */
public final class Api {

    /** The NetBox it behaves as. */
    static final String VERSION = "4.7.3";

    private static final String API_VERSION = "4.7";
    private static final String STATUS = "/api/status/";
    private static final String USER = "/api/authentication-check/";
    private static final Pattern PATH =
            Pattern.compile("/api/(?<app>[a-z]+)/(?<kind>[a-z-]+)/(?:(?<id>\\d{1,18})/(?:(?<action>[a-z-]+)/)?)?");
    private static final Pattern KIND = Pattern.compile("/api/([a-z]+/[a-z-]+)/[^/]+/");
    private static final Pattern SERVED = Pattern.compile("application/json|application/\\*|\\*/\\*|text/html");
    private static final Pattern ASKED_VERSION = Pattern.compile("version=([^;,\\s]+)");

    private static final Logger log = LoggerFactory.getLogger(Api.class);

    private final Workers workers;
    private final int maxPageSize;

    /**
     * Makes the API.
     *
     * @param maxPageSize MAX_PAGE_SIZE: the most objects in one page
     */
    public Api(Workers workers, int maxPageSize) {
        this.workers = workers;
        this.maxPageSize = maxPageSize;
    }

    /** Answers a request; whatever happens, there is an answer. */
    public Answer answer(Request request) {
        UUID requestId = UUID.randomUUID();
        Answer answer = tried(request, requestId);
        return answer.status() == Answer.MOVED
                ? answer
                : answer.with("API-Version", API_VERSION).with("X-Request-ID", requestId.toString());
    }

    private Answer tried(Request request, UUID requestId) {
        try {
            return routed(request, requestId);
        } catch (AnswerException e) {
            return e.answer();
        } catch (InvalidException e) {
            return Answer.json(Answer.BAD_REQUEST, e.errors().toJson());
        } catch (CrashException e) {
            return crash(e.pythonException(), e);
        } catch (LostConnectionException e) {
            return crash("OperationalError", e);
        } catch (JdbiException e) {
            return crash("DatabaseError", e);
        } catch (RuntimeException e) {
            log.error("{} {} could not be answered", request.method(), request.path(), e);
            return crash(e.getClass().getSimpleName(), e);
        }
    }

    private static Answer crash(String exception, Exception cause) {
        return Answer.json(
                Answer.CRASHED,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error", String.valueOf(cause.getMessage()))
                        .put("exception", exception)
                        .put("netbox_version", VERSION)
                        .put("python_version", "none, this is Java " + Runtime.version()));
    }

    private Answer routed(Request request, UUID requestId) {
        if (request.path().equals(STATUS)) {
            return workers.work(handle -> {
                Token.of(request.authorization(), handle);
                return Status.answer(request);
            });
        }
        if (request.path().equals(USER)) {
            return workers.work(handle -> User.answer(request, Token.of(request.authorization(), handle), handle));
        }
        Matcher path = PATH.matcher(request.path());
        Optional<Endpoint> endpoint = path.matches()
                ? Resources.at(path.group("app") + "/" + path.group("kind"))
                        .flatMap(resource -> Endpoint.of(resource, path.group("id"), path.group("action"), maxPageSize))
                : Optional.empty();
        if (endpoint.isEmpty()) {
            return withoutSlash(request);
        }
        return workers.work(handle -> served(endpoint.get(), request, handle, requestId));
    }

    /** Reading without the slash at the end is redirected, writing is not (NetBox 4.5.9 and later). */
    private static Answer withoutSlash(Request request) {
        boolean redirected = request.isReading() && !request.path().endsWith("/") && isServed(request.path() + "/");
        return redirected
                ? Answer.page(Answer.MOVED, "Moved")
                        .with("Location", request.path() + "/" + request.query().suffix())
                : notFound(request);
    }

    private static boolean isServed(String path) {
        return path.equals(STATUS) || path.equals(USER) || PATH.matcher(path).matches();
    }

    private static Answer notFound(Request request) {
        Matcher kind = KIND.matcher(request.path());
        return kind.matches() && Resources.at(kind.group(1)).isPresent()
                ? Answer.detail(Answer.NOT_FOUND, "Not found.")
                : Answer.page(Answer.NOT_FOUND, "Page Not Found");
    }

    private static Answer served(Endpoint endpoint, Request request, Handle handle, UUID requestId) {
        return allowed(endpoint, request, handle, requestId).with("Allow", endpoint.allow());
    }

    private static Answer allowed(Endpoint endpoint, Request request, Handle handle, UUID requestId) {
        try {
            checkAccept(request);
            Token token = Token.of(request.authorization(), handle);
            if (!request.isReading() && !token.mayWrite()) {
                return Answer.detail(Answer.FORBIDDEN, "You do not have permission to perform this action.");
            }
            if (!endpoint.methods().contains(request.method())) {
                return Answer.detail(Answer.NOT_ALLOWED, "Method \"" + request.method() + "\" not allowed.");
            }
            return tried(endpoint, request, new Work(handle, token.userId(), requestId), token, handle);
        } catch (AnswerException e) {
            return e.answer();
        }
    }

    /** All or nothing: an answer that tells of an error leaves nothing behind. */
    private static Answer tried(Endpoint endpoint, Request request, Work work, Token token, Handle handle) {
        if (request.isReading()) {
            return endpoint.read(request, work, token.mayWrite());
        }
        return handle.inTransaction(transaction -> {
            try {
                Answer answer = endpoint.write(request, work);
                if (answer.status() >= Answer.BAD_REQUEST) {
                    transaction.rollback();
                }
                return answer;
            } catch (InvalidException e) {
                transaction.rollback();
                return Answer.json(Answer.BAD_REQUEST, e.errors().toJson());
            }
        });
    }

    private static void checkAccept(Request request) {
        String accept = request.accept().orElse("*/*");
        if (!SERVED.matcher(accept).find()) {
            throw new AnswerException(
                    Answer.detail(Answer.NOT_ACCEPTABLE, "Could not satisfy the request Accept header."));
        }
        Matcher asked = ASKED_VERSION.matcher(accept);
        if (asked.find() && !asked.group(1).equals(API_VERSION)) {
            throw new AnswerException(Answer.detail(Answer.NOT_ACCEPTABLE, "Invalid version in \"Accept\" header."));
        }
    }
}
