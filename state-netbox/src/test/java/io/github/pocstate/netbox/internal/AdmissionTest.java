package io.github.pocstate.netbox.internal;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.options;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.internal.FakeNetBox.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Phase;
import io.github.pocstate.RejectedException;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.plan.Plan;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest extends NetBoxLabFixture {

    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    @RegisterExtension
    static final EmbeddedRedis REDIS = new EmbeddedRedis();

    private static final String ALL_STATUSES =
            "{\"status\":{\"choices\":[{\"value\":\"offline\"},{\"value\":\"planned\"},{\"value\":\"discovered\"},"
                    + "{\"value\":\"failed\"}]}}";

    AdmissionTest() {
        super(SERVER, REDIS);
    }

    private static void allow(String path, String actions) {
        SERVER.stubFor(options(urlPathEqualTo(path)).willReturn(okJson("{\"name\":\"x\"" + actions + "}")));
    }

    @BeforeEach
    void allowAll() {
        allow("/api/dcim/devices/", ",\"actions\":{\"PUT\":" + ALL_STATUSES + "}");
        allow("/api/dcim/cables/", ",\"actions\":{\"PUT\":{}}");
        for (String path : List.of("/api/extras/tags/", ADDRESSES, "/api/extras/journal-entries/")) {
            allow(path, ",\"actions\":{\"POST\":{}}");
        }
    }

    @Test
    void letsAGoodPlanPassWithoutWriting() {
        Plan plan = plan(Phase.TWO);

        lab.admit(plan);

        assertThat(FakeNetBox.writes(SERVER)).isEmpty();
    }

    @Test
    void refusesATokenThatMayOnlyRead() {
        allow("/api/dcim/devices/", "");
        Plan plan = plan(Phase.ZERO);

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> lab.admit(plan))
                .withMessage("""
                        The token may not change devices; nothing was written.
                          where: %s
                          do:    give the token write access, and its user the permission""", FakeNetBox.url(SERVER));
    }

    @Test
    void refusesATokenThatMayNotAddAddresses() {
        allow(ADDRESSES, ",\"actions\":{\"PUT\":{}}");
        Plan plan = plan(Phase.ONE);

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> lab.admit(plan))
                .withMessageStartingWith("The token may not add ip-addresses; nothing was written.");
    }

    @Test
    void refusesWhenNetBoxDoesNotKnowDiscovered() {
        allow("/api/dcim/devices/", ",\"actions\":{\"PUT\":" + ALL_STATUSES.replace("discovered", "staged") + "}");
        Plan plan = plan(Phase.TWO);

        assertThatExceptionOfType(UnfitLabException.class)
                .isThrownBy(() -> lab.admit(plan))
                .withMessage("""
                        NetBox does not know the device status [discovered]; nothing was written.
                          where: %s
                          do:    add it to configuration.py and restart NetBox and its worker: FIELD_CHOICES = \
                        {'dcim.Device.status+': [('discovered', 'Discovered', 'cyan')]}""", FakeNetBox.url(SERVER));
    }

    @Test
    void refusesAHostThatIsNotAllowed() {
        Plan plan = plan(Phase.ZERO);
        PocConfig elsewhere = config().netBox(URI.create("http://netbox.invalid:8000"), Secret.of("x"))
                .build();

        try (NetBoxClient netBox = FakeNetBox.client(SERVER)) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> new Admission(elsewhere, netBox, true).check(plan))
                    .withMessage("""
                            The host [netbox.invalid] may not be written to; nothing was written.
                              where: it is not on loopback and not among the allowed hosts []
                              do:    if this is a lab, allow it by name: POC_STATE_ALLOWED_HOSTS=netbox.invalid""");
        }
    }

    @Test
    void refusesARedisThatIsNotAllowed() {
        Plan plan = plan(Phase.ZERO);
        PocConfig elsewhere = config().redis("redis.invalid", 6379)
                .set(Setting.POC_STATE_ALLOWED_HOSTS, "netbox.invalid")
                .build();

        try (NetBoxClient netBox = FakeNetBox.client(SERVER)) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> new Admission(elsewhere, netBox, true).check(plan))
                    .withMessageStartingWith("The host [redis.invalid] may not be written to; nothing was written.\n"
                            + "  where: it is not on loopback and not among the allowed hosts [netbox.invalid]");
        }
    }

    @Test
    void acceptsAHostThatIsAllowedByName() {
        Plan plan = plan(Phase.ZERO);
        PocConfig elsewhere = config().netBox(URI.create("http://netbox.invalid:8000"), Secret.of("x"))
                .set(Setting.POC_STATE_ALLOWED_HOSTS, "netbox.invalid")
                .build();

        try (NetBoxClient netBox = FakeNetBox.client(SERVER)) {
            new Admission(elsewhere, netBox, true).check(plan);
        }
    }

    @Nested
    class WhereCablesAreDeletedAndCreated {
        private static final String PERMISSIONS = "/api/users/permissions/";

        private Plan withNetBox41() {
            version("4.1.11");
            interfaces(port(2, "bmc", "\"mac_address\":\"AA:BB:CC:00:00:02\""));
            SERVER.stubFor(list("/api/dcim/cables/", whole(201), whole(202), whole(203)));
            for (String kind : List.of("bookmarks", "subscriptions", "custom-fields")) {
                SERVER.stubFor(list("/api/extras/" + kind + "/"));
            }
            SERVER.stubFor(list(PERMISSIONS));
            allow("/api/dcim/cables/", ",\"actions\":{\"POST\":{}}");
            return plan(Phase.TWO);
        }

        @Test
        void asksForTheRightToAddCables() {
            Plan plan = withNetBox41();

            lab.admit(plan);

            allow("/api/dcim/cables/", ",\"actions\":{\"PUT\":{}}");
            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> lab.admit(plan))
                    .withMessageContaining("The token may not add cables; nothing was written.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"extras/bookmarks", "extras/subscriptions", "extras/custom-fields", "users/permissions"})
        void asksForTheSightOfAllThatCouldBeLost(String kind) {
            Plan plan = withNetBox41();
            SERVER.stubFor(get(urlPathEqualTo("/api/" + kind + "/"))
                    .willReturn(FakeNetBox.error(403, "{\"detail\":\"No.\"}")));

            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> lab.admit(plan))
                    .withMessageContaining("could be lost with a cable; nothing was written.");
        }

        @ParameterizedTest
        @CsvSource({
            "add, '{\"label\":\"x\"}', true",
            "add, '[{\"label\":\"x\"}]', true",
            "add, null, false",
            "change, '{\"label\":\"x\"}', false"
        })
        void aPermissionToAddCablesMustHaveNoConstraints(String action, String constraints, boolean refused) {
            Plan plan = withNetBox41();
            SERVER.stubFor(list(
                    PERMISSIONS,
                    "{\"id\":1,\"enabled\":true,\"object_types\":[\"dcim.cable\"],\"actions\":[\"" + action
                            + "\"],\"constraints\":" + constraints + "}"));

            assertThat(catchThrowable(() -> lab.admit(plan)) instanceof RejectedException)
                    .isEqualTo(refused);
        }
    }
}
