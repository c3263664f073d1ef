package io.github.pocstate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.testkit.Certificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {

    @TempDir
    Path directory;

    private static PocConfig.Builder config() {
        return PocConfig.builder().netBox(URI.create("https://netbox.lab"), Secret.of("token"));
    }

    @Test
    void withoutAFileJavaDecides() {
        PocConfig config = config().build();

        assertThat(config.trust()).isEqualTo(Trust.SYSTEM).hasToString("Java's trust store");
        assertThat(config.trust().managers()).isEmpty();
    }

    @Test
    void aFileWithSeveralCertificatesIsBelievedAndNothingElse() throws IOException, GeneralSecurityException {
        Path bundle = directory.resolve("bundle.pem");
        Files.writeString(
                bundle,
                "# the lab\n"
                        + Files.readString(
                                Certificates.forLocalhost(directory, "one").pem()) + "\n# another\n"
                        + Files.readString(
                                Certificates.forLocalhost(directory, "two").pem()));

        Trust trust = config().trust(bundle).build().trust();

        assertThat(trust).hasToString("2 certificates in " + bundle);
        X509TrustManager manager =
                (X509TrustManager) trust.managers().orElseThrow().getTrustManagers()[0];
        assertThat(manager.getAcceptedIssuers())
                .extracting(issuer -> issuer.getSubjectX500Principal().getName())
                .containsExactlyInAnyOrder("CN=one", "CN=two");
    }

    @Test
    void aFileThatIsNotThereIsAMistake() {
        assertThatThrownBy(
                        () -> config().trust(directory.resolve("missing.pem")).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("POC_STATE_CA_FILE is not a file that can be read");
    }

    @Test
    void aFileWithSomethingElseIsAMistake() throws IOException {
        Path key = Certificates.forLocalhost(directory, "server").key();
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        for (Path file : new Path[] {key, empty}) {
            assertThatThrownBy(() -> config().trust(file).build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("POC_STATE_CA_FILE holds something else than certificates in PEM");
        }
    }
}
