package io.github.pocstate.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's key and certificate for a test, vouched for by nobody but itself; made by Java's own keytool.
 *
 * @param store a PKCS #12 key store
 */
public record Certificates(Path store) {

    private static final String PASSWORD = "changeit";

    /**
     * Makes a certificate.
     *
     * @param directory where to keep it
     * @param name of its files
     * @param hosts for whom, as keytool writes it, such as {@code dns:localhost,ip:127.0.0.1}
     * @param start from when on, as keytool writes it, such as {@code -1d}
     * @param days how long it is valid
     * @return the certificate
     */
    public static Certificates make(Path directory, String name, String hosts, String start, int days) {
        Certificates made = new Certificates(directory.resolve(name + ".p12"));
        made.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "bc:c",
                "-ext",
                "san=" + hosts,
                "-startdate",
                start,
                "-validity",
                String.valueOf(days));
        return made.written();
    }

    /**
     * Makes a certificate for localhost that this one vouches for; of two, Java looks at the time of this kind only.
     *
     * @param name of its files
     * @param start from when on, as keytool writes it, such as {@code -1d}
     * @param days how long it is valid
     * @return the certificate
     */
    public Certificates vouchFor(String name, String start, int days) {
        Certificates made = forLocalhost(store.getParent(), name);
        String request = made.file("req").toString();
        String answer = made.file("crt").toString();
        made.keytool("-certreq", "-file", request);
        keytool(
                "-gencert",
                "-infile",
                request,
                "-outfile",
                answer,
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-startdate",
                start,
                "-validity",
                String.valueOf(days),
                "-rfc");
        try {
            Files.writeString(file("chain"), Files.readString(Path.of(answer)) + Files.readString(pem()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        made.keytool("-importcert", "-noprompt", "-file", file("chain").toString());
        return made.written();
    }

    private Path file(String ending) {
        return store.resolveSibling(store.getFileName().toString().replace(".p12", "." + ending));
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "server", "-keystore", store.toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(file("log").toFile())
                    .start();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError("keytool: " + Files.readString(file("log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /**
     * Makes a certificate for localhost that is valid today.
     *
     * @param directory where to keep it
     * @param name of its files
     * @return the certificate
     */
    public static Certificates forLocalhost(Path directory, String name) {
        return make(directory, name, "dns:localhost,ip:127.0.0.1", "-1d", 30);
    }

    /**
     * The certificate for those who are to believe it.
     *
     * @return a file in PEM, written when the certificate was made: tests side by side read it
     */
    public Path pem() {
        return file("pem");
    }

    /**
     * The server's key.
     *
     * @return a file in PEM, without a password, that only its owner may read
     */
    public Path key() {
        return file("key");
    }

    private Certificates written() {
        try {
            KeyStore keys = keys();
            write(pem(), "CERTIFICATE", keys.getCertificate("server").getEncoded());
            Files.deleteIfExists(key());
            Files.createFile(key(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            write(
                    key(),
                    "PRIVATE KEY",
                    keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
            return this;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a server needs to show this certificate.
     *
     * @return a new context
     */
    public SSLContext context() {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys(), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private KeyStore keys() throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n",
                StandardCharsets.US_ASCII);
    }
}
