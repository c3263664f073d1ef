package io.github.pocstate.netbox.internal;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.Specimens.goal;
import static io.github.pocstate.netbox.internal.FakeNetBox.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.Phase;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.RejectedException;
import io.github.pocstate.Scope;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.config.Setting;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.netbox.NetBoxLabProvider;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.redis.RedisServer;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Step;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.LabLock;
import io.github.pocstate.testkit.FreePort;
import io.github.pocstate.verify.Verification;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NetBoxLabTest extends NetBoxLabFixture {

    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    @RegisterExtension
    static final EmbeddedRedis REDIS = new EmbeddedRedis();

    NetBoxLabTest() {
        super(SERVER, REDIS);
    }

    private Plan planOneByOne(Phase phase) {
        open(config().set(Setting.POC_STATE_IN_FLIGHT, "1"));
        return lab.transitions(phase).get(0).plan(goal(phase), lab.observe(Scope.ALL, ProgressListener.NONE));
    }

    private static List<String> steps(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.name() + ": " + step.changes().size() + " " + step.kind())
                .toList();
    }

    @Nested
    class Opening {
        @Test
        void tellsNameAndVersion() {
            version("4.7.3-Docker-4.0.0");

            assertThat(open().name()).isEqualTo("NetBox 4.7.3 at " + FakeNetBox.url(SERVER));
            assertThat(lab.requests()).isEqualTo(1);
            assertThat(lab.toString()).doesNotContain(FakeNetBox.TOKEN);
        }

        @Test
        void worksThroughTheProviderToo() {
            try (Lab other = new NetBoxLabProvider().open(config().build())) {
                assertThat(other.transitions(Phase.ONE)).hasSize(1);
            }
        }

        @Test
        void tellsOfABadToken() {
            SERVER.stubFor(
                    get(urlPathEqualTo("/api/status/")).willReturn(error(403, "{\"detail\":\"Invalid v1 token\"}")));

            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(NetBoxLabTest.this::open)
                    .withMessage("""
                            NetBox said no (HTTP 403): Invalid v1 token
                              where: %s
                              do:    check NETBOX_TOKEN: it must exist, be enabled and not expired""", FakeNetBox.url(SERVER));
        }

        @Test
        void tellsThatRedisIsNotThere() {
            int nowhere = FreePort.next();

            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> open(config().redis("127.0.0.1", nowhere)))
                    .withMessageStartingWith("Redis cannot be reached.\n  where: redis://127.0.0.1:" + nowhere + " (");
        }
    }

    @Nested
    class Planning {
        @Test
        void phaseZeroTakesStatusesOnly() {
            assertThat(steps(plan(Phase.ZERO))).containsExactly("status offline: 2 devices");
        }

        @Test
        void phaseOneHandsOutAddressesAndReportsWhoFails() {
            Plan plan = plan(Phase.ONE);

            assertThat(steps(plan))
                    .containsExactly(
                            "tag poc-state: 1 tags",
                            "addresses on bmc: 1 ip-addresses",
                            "journal entries: 1 journal-entries",
                            "status failed or planned, OOB address: 2 devices");
            assertThat(plan.failures())
                    .extracting(failure -> failure.server() + " " + failure.reason())
                    .containsExactly("srv-10 has no MAC address on its bmc interface");
        }

        @Test
        void phaseTwoIsPlannedInAnOrderThatCanBeInterrupted() {
            Plan plan = plan(Phase.TWO);

            assertThat(steps(plan))
                    .containsExactly(
                            "tag poc-state: 1 tags",
                            "addresses on bmc: 1 ip-addresses",
                            "status discovered, OOB address: 1 devices",
                            "journal entries: 2 journal-entries",
                            "production cables inverted: 2 cables",
                            "status failed: 2 devices",
                            "update queue: 1 events");
            assertThat(plan.steps().get(4).changes())
                    .extracting(change -> change.subject() + ": " + change.found() + " -> " + change.wanted())
                    .containsExactly(
                            "srv-2 [eth2]: cable to sw xe-201 -> cable to sw xe-202, tagged",
                            "srv-2 [eth10]: cable to sw xe-202 -> cable to sw xe-201, tagged");
            assertThat(FakeNetBox.writes(SERVER)).isEmpty();
        }

        @Test
        void whatAPlanWouldChangeIsADeviation() {
            Inventory inventory = observe();
            Verification verification = lab.verify(goal(Phase.ZERO), inventory);

            assertThat(verification.passed()).isFalse();
            assertThat(verification.deviations())
                    .hasToString("[devices srv-2: expected status offline, found status active, "
                            + "devices srv-10: expected status offline, found status active]");
        }

        @Test
        void theQuoteTellsTheWork() {
            Inventory inventory = observe();

            assertThat(lab.transitions(Phase.ZERO)
                            .get(0)
                            .quote(goal(Phase.ZERO), inventory)
                            .reason())
                    .isEqualTo("it writes 2 devices");
        }

        @Test
        void aPlanThatIsCarriedOutWritesWhatItSays() {
            List.of(
                            "/api/extras/tags/",
                            ADDRESSES,
                            "/api/dcim/devices/",
                            "/api/extras/journal-entries/",
                            "/api/dcim/cables/")
                    .forEach(path -> FakeNetBox.accept(SERVER, path));

            Plan plan = planOneByOne(Phase.TWO);
            try (LabLock.Held held = lab.lock().acquire("this test")) {
                for (Step step : plan.steps()) {
                    Step.Outcome outcome = step.apply(done -> {});
                    assertThat(outcome.rejections()).isEmpty();
                    assertThat(outcome.changed()).isEqualTo(step.changes().size());
                }
            }

            assertThat(FakeNetBox.writes(SERVER))
                    .extracting(write -> write.substring(0, write.indexOf(" [")))
                    .containsExactly(
                            "POST /api/extras/tags/",
                            "POST /api/ipam/ip-addresses/",
                            "PATCH /api/dcim/devices/",
                            "POST /api/extras/journal-entries/",
                            "PATCH /api/dcim/cables/",
                            "PATCH /api/dcim/cables/",
                            "PATCH /api/dcim/devices/");
            assertThat(FakeNetBox.writes(SERVER))
                    .contains("PATCH /api/dcim/devices/ [{\"id\":2,\"status\":\"discovered\",\"oob_ip\":9000}]");
            try (RedisServer redis = REDIS.connect()) {
                assertThat(redis.read(EmbeddedRedis.UPDATE_QUEUE))
                        .singleElement()
                        .asString()
                        .startsWith(
                                "{\"event_type\":\"cable_inversion_detected\",\"timestamp\":\"2026-01-02T03:04:05Z\","
                                        + "\"device_name\":\"srv-2\"");
            }
        }
    }
}
