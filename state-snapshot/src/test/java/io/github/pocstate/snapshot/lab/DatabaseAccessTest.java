package io.github.pocstate.snapshot.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class DatabaseAccessTest {

    private static DatabaseAccess access(String url, String... allowed) {
        PocConfig config = PocConfig.builder()
                .netBox(URI.create("http://127.0.0.1:1"), Secret.of("token"))
                .database(url)
                .allowedHosts(allowed)
                .build();
        URI address = config.database().orElseThrow().address();
        return DatabaseAccess.decide(config.guard(address.getHost()), PostgresAddress.parse("jdbc:" + address));
    }

    @Test
    void aDatabaseOnLoopbackIsConnectedToThereOnly() {
        DatabaseAccess access = access("postgresql://localhost/netbox");

        assertThat(access.onLoopbackOnly()).isTrue();
        assertThatCode(access::requireWritable).doesNotThrowAnyException();
    }

    @Test
    void anotherMustBeAllowedByName() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> access("postgresql://db.invalid/netbox", "other.invalid")
                        .requireWritable())
                .withMessageEndingWith("allow it by name: POC_STATE_ALLOWED_HOSTS=other.invalid,db.invalid");

        DatabaseAccess allowed = access("postgresql://db.invalid/netbox", "DB.invalid");
        assertThat(allowed.onLoopbackOnly()).isFalse();
        assertThatCode(allowed::requireWritable).doesNotThrowAnyException();
    }

    @Test
    void socketsOfItsOwnMayLeadAnywhereSoItsHostMustBeAllowedByName() {
        String url = "postgresql://localhost/netbox?socketFactory=org.example.UnixSockets";
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> access(url).requireWritable())
                .withMessageContaining("its address names a socketFactory, which may lead anywhere")
                .withMessageEndingWith("POC_STATE_ALLOWED_HOSTS=localhost");
        assertThatCode(() -> access(url, "localhost").requireWritable()).doesNotThrowAnyException();
    }
}
