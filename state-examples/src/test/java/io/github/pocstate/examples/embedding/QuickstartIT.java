package io.github.pocstate.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.lab.EmbeddedLab;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/quickstart.md}. */
class QuickstartIT {

    @Test
    void aLabOfOnesOwnGoesToPhaseTwo() {
        // tag::embedded[]
        try (EmbeddedLab lab = EmbeddedLab.builder().servers(60).start();
                PocSession session = PocSession.open(lab.config().build())) {
            System.out.println(session.restore(Phase.TWO));
        }
        // end::embedded[]
    }

    @Test
    void aNetBoxThatIsThereIsOnlyLookedAt() {
        try (EmbeddedLab lab = EmbeddedLab.builder().servers(12).start()) {
            look(lab.environment());
            try (PocSession session = PocSession.open(lab.config().build())) {
                assertThat(session.verify(Phase.ZERO).passed()).isTrue();
            }
        }
    }

    private static void look(Map<String, String> environment) {
        URI netBox = URI.create(environment.get("NETBOX_URL"));
        String token = environment.get("NETBOX_TOKEN");
        int redisPort = Integer.parseInt(environment.get("REDIS_PORT"));
        String database = environment.get("NETBOX_DB_URL");
        // tag::own-netbox[]
        PocConfig config = PocConfig.builder()
                .netBox(netBox, Secret.of(token))
                .redis("127.0.0.1", redisPort)
                .database(database) // for snapshots; leave it out for none
                .set(Setting.POC_STATE_ALLOWED_HOSTS, "netbox.lab") // besides loopback
                .build();

        try (PocSession lab = PocSession.open(config)) {
            System.out.println(lab.status(RestoreOptions.DEFAULT)); // reads only
            System.out.println(lab.plan(Phase.ONE)); // reads only: what a restore would write
        }
        // end::own-netbox[]
    }
}
