package io.github.pocstate.spi;

import io.github.pocstate.Problem;
import io.github.pocstate.config.Setting;
import io.github.pocstate.config.Trust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * Why an encrypted connection was not made, in words that say what to do.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param server whose certificate it is, such as {@code NetBox}
 * @param where the address, without secrets
 * @param plain what to set for a connection without TLS, such as {@code write http:// in NETBOX_URL}
 * @param trust whose certificates were believed
 * @since 0.1
 */
public record TlsTrouble(String server, String where, String plain, Trust trust) {

    private static final int PROBE_MILLIS = 3_000;
    private static final String NOT_TLS = "unrecognized SSL message|not an SSL/TLS record|plaintext connection";

    /**
     * Finds the reason among the causes of an error.
     *
     * @param error what a connection failed with
     * @return what, where and what to do; empty if it was not for TLS
     */
    public Optional<Problem> in(Throwable error) {
        if (any(error, cause -> cause instanceof CertificateExpiredException)) {
            return problem(
                    "The certificate of " + server + " has expired.", "renew it, or set the clock of this machine");
        }
        if (any(error, cause -> cause instanceof CertificateNotYetValidException)) {
            return problem(
                    "The certificate of " + server + " is not valid yet.",
                    "set the clock of this machine, or renew it");
        }
        if (any(error, TlsTrouble::isAboutTheName)) {
            return problem(
                    "The certificate of " + server + " is for another host.",
                    "write the host as its certificate does, or give the server a certificate for this name");
        }
        if (any(error, TlsTrouble::isAboutTheAuthority)) {
            return problem(
                    "The certificate of " + server + " is of an authority that is not trusted here (" + trust + ").",
                    trust.file().isPresent()
                            ? "add the authority's certificate to the file that " + Setting.POC_STATE_CA_FILE + " names"
                            : "name a file with the authority's certificate (PEM): " + Setting.POC_STATE_CA_FILE);
        }
        if (any(error, cause -> cause instanceof SSLException && says(cause, NOT_TLS))) {
            return Optional.of(notSpoken());
        }
        return any(error, cause -> cause instanceof SSLException)
                ? problem(
                        "No encrypted connection to " + server + " was made.",
                        "check that it speaks TLS 1.2 or newer at this port, or " + plain)
                : Optional.empty();
    }

    /**
     * The server was spoken to in TLS and does not understand it.
     *
     * @return what, where and what to do
     */
    public Problem notSpoken() {
        return new Problem(server + " does not speak TLS at this port.", where, "use its TLS port, or " + plain);
    }

    /**
     * Whether something that was spoken to in plain words speaks TLS; connects and shakes hands, nothing else.
     *
     * @param host its host
     * @param port its port
     * @return false if it does not, or nobody is there
     */
    public static boolean isSpokenAt(String host, int port) {
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(host, port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            try (SSLSocket tls =
                    (SSLSocket) Trust.SYSTEM.context().getSocketFactory().createSocket(socket, host, port, true)) {
                tls.startHandshake();
                return true;
            }
        } catch (SSLException e) {
            // it answered with a certificate, whether or not that is believed
            return any(e, cause -> isAboutTheName(cause) || isAboutTheAuthority(cause));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isAboutTheName(Throwable cause) {
        return cause instanceof SSLPeerUnverifiedException
                || says(
                        cause,
                        "No subject alternative|No name matching|doesn't match any of the subject|HostnameVerifier");
    }

    private static boolean isAboutTheAuthority(Throwable cause) {
        return cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException;
    }

    private static boolean says(Throwable cause, String words) {
        return cause.getMessage() != null && cause.getMessage().matches("(?si).*(" + words + ").*");
    }

    private static boolean any(Throwable error, Predicate<Throwable> test) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (test.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private Optional<Problem> problem(String what, String remedy) {
        return Optional.of(new Problem(what, where, remedy));
    }
}
