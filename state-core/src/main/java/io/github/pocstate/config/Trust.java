package io.github.pocstate.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whose certificates are believed when a connection of the lab is encrypted: those of Java's trust store, or those that a file names,
 * and then no others.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1
 */
public final class Trust {

    /** Java's trust store, or the one that the system property {@code javax.net.ssl.trustStore} names. */
    public static final Trust SYSTEM = new Trust(Optional.empty(), List.of());

    private final Optional<Path> file;
    private final List<Certificate> authorities;

    private Trust(Optional<Path> file, List<Certificate> authorities) {
        this.file = file;
        this.authorities = authorities;
    }

    /**
     * Reads the certificates of authorities, or of servers, that are to be believed.
     *
     * @param file certificates in PEM, one or more
     * @return the trust in these
     * @throws IOException if it cannot be read
     * @throws CertificateException if it holds no certificate, or something else
     */
    static Trust in(Path file) throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(requireNonNull(file, "file"))) {
            List<Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
            if (found.isEmpty()) {
                throw new CertificateException("no certificate");
            }
            return new Trust(Optional.of(file.toAbsolutePath()), found);
        }
    }

    /**
     * The file that names the authorities.
     *
     * @return its path, empty for Java's trust store
     */
    public Optional<Path> file() {
        return file;
    }

    /**
     * What decides whether a certificate is believed.
     *
     * @return the trust managers of these authorities, empty for Java's own
     */
    public Optional<TrustManagerFactory> managers() {
        return file.map(path -> managers(authorities));
    }

    private static TrustManagerFactory managers(List<Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java keeps certificates in memory", e);
        }
    }

    /**
     * Makes encrypted connections that believe these authorities.
     *
     * @return a new context, Java's default one for its own trust store
     */
    public SSLContext context() {
        try {
            Optional<TrustManagerFactory> managers = managers();
            if (managers.isEmpty()) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.get().getTrustManagers(), null);
            return context;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java speaks TLS", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a trust store in memory is fine", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trust trust && file.equals(trust.file) && authorities.equals(trust.authorities);
    }

    @Override
    public int hashCode() {
        return authorities.hashCode();
    }

    /** Whose certificates, such as {@code 2 certificates in /etc/lab/ca.pem}. */
    @Override
    public String toString() {
        return file.map(path -> authorities.size() + " certificates in " + path).orElse("Java's trust store");
    }
}
