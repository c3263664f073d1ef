package io.github.pocstate.netbox.internal.client;

import feign.FeignException;
import feign.RetryableException;
import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.config.Trust;
import io.github.pocstate.spi.TlsTrouble;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Puts our exceptions, with what, where and what to do, in the place of Feign's. */
public final class RemoteErrors {

    private final URI address;
    private final String url;
    private final TlsTrouble tls;

    RemoteErrors(URI address, Trust trust) {
        this.address = address;
        this.url = address.toString();
        this.tls = new TlsTrouble("NetBox", url, "write http:// in NETBOX_URL", trust);
    }

    /** An API that throws {@link NetBoxRejection} when NetBox says no, and our exceptions otherwise. */
    <T> T translated(Class<T> api, T target) {
        return proxied(api, target, this::translate);
    }

    /** A translated API for other programs: when NetBox says no, that is an exception of ours, too. */
    <T> T refusing(Class<T> api, T translated) {
        return proxied(api, translated, e -> e instanceof NetBoxRejection rejection ? refused(rejection, url) : e);
    }

    private static <T> T proxied(Class<T> api, T target, UnaryOperator<Throwable> translation) {
        Object proxy = Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, (self, method, args) -> {
            try {
                return method.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw translation.apply(e.getCause() == null ? e : e.getCause());
            }
        });
        return api.cast(proxy);
    }

    /** What a rejection of a whole request means to the reader. */
    public static RejectedException refused(NetBoxRejection rejection, String url) {
        String remedy = switch (rejection.status()) {
            case 401, 403 ->
                rejection.detail().contains("oken")
                        ? "check NETBOX_TOKEN: it must exist, be enabled and not expired"
                        : "give the token's user the permission, and the token write access";
            case 400 ->
                rejection.detail().contains("HTTPS port")
                        ? "write https:// in NETBOX_URL"
                        : "look at NetBox's log for the reason";
            case 404 -> "check NETBOX_URL: it must be the address of NetBox without /api/";
            case 301, 302, 303, 307, 308 -> "check NETBOX_URL: NetBox is not at this address, or behind a login page";
            default -> "look at NetBox's log for the reason";
        };
        return new RejectedException(
                new Problem("NetBox said no (HTTP " + rejection.status() + "): " + rejection.detail(), url, remedy),
                rejection);
    }

    /** NetBox failed, maybe after it had written; only the next reading of the lab tells. */
    public static UnreachableException maybeWritten(NetBoxRejection rejection, String url) {
        return new UnreachableException(
                new Problem(
                        "NetBox failed, maybe after it had written (HTTP " + rejection.status() + "): "
                                + rejection.detail(),
                        url,
                        "look at NetBox's log for the reason"),
                rejection);
    }

    private Throwable translate(Throwable e) {
        if (e instanceof RetryableException lost) {
            return lost.getCause() instanceof NetBoxRejection overload ? overloaded(lost, overload) : silent(lost);
        }
        if (e instanceof FeignException && e.getCause() instanceof PocStateException ours) {
            return ours;
        }
        if (e instanceof FeignException answer) {
            return new RejectedException(
                    new Problem(
                            "The answer is not one of NetBox.",
                            url + " (" + answer.getClass().getSimpleName() + ", HTTP " + answer.status() + ")",
                            "check that NETBOX_URL is the address of NetBox, and not of a proxy or login page"),
                    answer);
        }
        return e;
    }

    private Exception overloaded(RetryableException e, NetBoxRejection rejection) {
        Optional<Duration> asked = RetryAfter.of(e);
        return new UnreachableException(
                new Problem(
                        "NetBox gave no useful answer (HTTP " + rejection.status() + "): " + rejection.detail(),
                        url,
                        asked.isPresent()
                                ? "it asks to be left alone for " + asked.get().toSeconds() + " s: wait that long"
                                : "check that NetBox, its database and its Redis run"),
                rejection);
    }

    private Exception silent(RetryableException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof SocketTimeoutException && !(cause instanceof ConnectTimeoutException)) {
            return new UnreachableException(
                    new Problem(
                            "NetBox gave no answer in time.",
                            url,
                            "check NetBox, or raise POC_STATE_TIMEOUT (seconds)"),
                    cause);
        }
        Optional<Problem> encryption = tls.in(cause);
        if (encryption.isPresent()) {
            return new UnreachableException(encryption.get(), cause);
        }
        boolean nobodyThere = cause instanceof ConnectException
                || cause instanceof ConnectTimeoutException
                || cause instanceof UnknownHostException;
        if (!nobodyThere && speaksTlsOnly()) {
            return new UnreachableException(
                    new Problem("NetBox speaks TLS at this port.", url, "write https:// in NETBOX_URL"), cause);
        }
        String what = nobodyThere ? "NetBox cannot be reached." : "The connection to NetBox broke.";
        return new UnreachableException(
                new Problem(
                        what,
                        url + " (" + cause.getClass().getSimpleName() + ")",
                        "check NETBOX_URL and that NetBox runs"),
                cause);
    }

    private boolean speaksTlsOnly() {
        return "http".equalsIgnoreCase(address.getScheme())
                && TlsTrouble.isSpokenAt(address.getHost(), address.getPort() < 0 ? 80 : address.getPort());
    }
}
