package io.github.pocstate.netbox.internal.doctor;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.options;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.github.pocstate.netbox.internal.FakeNetBox.error;
import static io.github.pocstate.netbox.internal.FakeNetBox.page;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.config.ConfigReview;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.doctor.Outcome;
import io.github.pocstate.doctor.Section;
import io.github.pocstate.netbox.internal.FakeNetBox;
import io.github.pocstate.spi.CheckupContext;
import io.github.pocstate.spi.Findings;
import io.github.pocstate.spi.Sections;
import io.github.pocstate.spi.SessionTrace;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NetBoxCheckupTest {

    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.500Z");
    private static final String BOTH = "{\"actions\": {\"POST\": {}, \"PUT\": {}}}";
    private static final String DELETING =
            "{\"id\": 7, \"username\": \"robot\", \"permissions\": [{\"enabled\": true, \"object_types\":"
                    + " [\"ipam.ipaddress\", \"extras.journalentry\"], \"actions\": [\"view\", \"delete\"]}]}";

    @BeforeEach
    void answerAsAHealthyNetBox() {
        SERVER.stubFor(get(urlPathMatching("/api/.*")).willReturn(page()));
        SERVER.stubFor(get(urlPathEqualTo("/api/status/")).willReturn(status("Fri, 02 Jan 2026 03:04:05 GMT")));
        SERVER.stubFor(get(urlPathEqualTo("/api/authentication-check/")).willReturn(okJson(DELETING)));
        SERVER.stubFor(options(urlPathMatching("/api/.*")).willReturn(okJson(BOTH)));
        SERVER.stubFor(get(urlPathEqualTo("/api/dcim/devices/"))
                .withQueryParam("status", equalTo("nope"))
                .willReturn(error(400, "{\"status\": [\"no choice\"]}")));
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(FakeNetBox.writes(SERVER)).isEmpty();
    }

    private static ResponseDefinitionBuilder status(String date) {
        return okJson("{\"netbox-version\": \"4.7.3\"}").withHeader("Date", date);
    }

    private static PocConfig.Builder config() {
        return PocConfig.builder().netBox(URI.create(FakeNetBox.url(SERVER)), Secret.of(FakeNetBox.TOKEN));
    }

    private static List<Section> examine(PocConfig.Builder builder) {
        ConfigReview review = builder.review();
        CheckupContext context = new CheckupContext(review.config(), review.wrong(), Optional.empty());
        Sections sections = new Sections();
        new NetBoxCheckup(context, Clock.fixed(NOW, ZoneOffset.UTC)).examine(sections);
        assertThat(sections.list().toString()).doesNotContain(FakeNetBox.TOKEN);
        return sections.list();
    }

    private static Finding find(List<Section> sections, String check) {
        return sections.stream()
                .flatMap(section -> section.findings().stream())
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + check + " in " + sections));
    }

    private static Finding netBox(String check) {
        return find(examine(config()), check);
    }

    @Test
    void aHealthyNetBoxPassesEachCheckButThatItHoldsNoServers() {
        List<Section> sections = examine(config());

        assertThat(sections.get(0).findings()).extracting(Finding::outcome).containsOnly(Outcome.PASSED);
        assertThat(sections.get(0).findings())
                .extracting(Finding::check)
                .containsExactly(
                        "reachable",
                        "version",
                        "clock",
                        "may be written to",
                        "token",
                        "may view",
                        "may add",
                        "may change",
                        "may delete",
                        "statuses",
                        "tag");
        assertThat(find(sections, "token").what()).isEqualTo("valid, of user [robot]");
        assertThat(find(sections, "servers").what()).isEqualTo("No servers found.");
    }

    @Test
    void aTokenThatNetBoxDoesNotKnowFailsAndTheRestIsSkipped() {
        SERVER.stubFor(any(anyUrl()).willReturn(error(403, "{\"detail\": \"Invalid v1 token\"}")));

        List<Section> sections = examine(config());

        assertThat(find(sections, "reachable").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(find(sections, "token").remedy())
                .contains("check NETBOX_TOKEN: it must exist, be enabled and not expired");
        assertThat(find(sections, "permissions").outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(find(sections, "servers").outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void aTokenThatMayOnlyReadFailsOnce() {
        SERVER.stubFor(options(urlPathMatching("/api/.*")).willReturn(okJson("{}")));
        SERVER.stubFor(
                get(urlPathEqualTo("/api/extras/tags/")).willReturn(page("{\"id\": 1, \"slug\": \"poc-state\"}")));

        List<Finding> findings = examine(config()).get(0).findings();

        assertThat(findings)
                .filteredOn(finding -> finding.outcome() == Outcome.FAILED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).startsWith("The token may write nothing"));
    }

    @Test
    void missingPermissionsAreNamedAsNetBoxNamesThem() {
        SERVER.stubFor(
                options(urlPathEqualTo("/api/dcim/cables/")).willReturn(okJson("{\"actions\": {\"POST\": {}}}")));
        SERVER.stubFor(get(urlPathEqualTo("/api/dcim/mac-addresses/"))
                .willReturn(error(403, "{\"detail\": \"You do not have permission\"}")));

        List<Section> sections = examine(config());

        assertThat(find(sections, "may change").what())
                .isEqualTo("The token may not change cables. It may change devices.");
        assertThat(find(sections, "may change").remedy())
                .contains("give the token's user dcim.change_cable, for all objects");
        assertThat(find(sections, "may view").what()).startsWith("The token may not view MAC addresses.");
    }

    @Test
    void beforeInPlaceChangesCablesMustBeAddedAndDeleted() {
        SERVER.stubFor(get(urlPathEqualTo("/api/status/")).willReturn(okJson("{\"netbox-version\": \"4.1.0\"}")));

        List<Section> sections = examine(config());

        assertThat(find(sections, "may change").what()).isEqualTo("devices");
        assertThat(find(sections, "may add").what()).contains("cables");
        assertThat(find(sections, "may view").what()).doesNotContain("MAC");
        assertThat(find(sections, "may delete"))
                .satisfies(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.SKIPPED))
                .satisfies(finding -> assertThat(finding.remedy().orElseThrow()).contains("dcim.delete_cable"));
    }

    @Test
    void aStatusThatNetBoxDoesNotKnowIsToldWithTheLineToAdd() {
        SERVER.stubFor(get(urlPathEqualTo("/api/dcim/devices/"))
                .withQueryParam("status", equalTo("discovered"))
                .willReturn(error(400, "{\"status\": [\"Select a valid choice.\"]}")));

        Finding statuses = netBox("statuses");

        assertThat(statuses.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(statuses.what()).isEqualTo("NetBox does not know the device status [discovered].");
        assertThat(statuses.remedy().orElseThrow()).contains("FIELD_CHOICES", "'Discovered'");
    }

    @Test
    void aTagThatIsNotThereAndMayNotBeAddedFails() {
        SERVER.stubFor(options(urlPathEqualTo("/api/extras/tags/")).willReturn(okJson("{}")));

        assertThat(netBox("tag").what()).isEqualTo("The tag [poc-state] is not there, and the token may not add it.");
    }

    @Test
    void versionsOutsideOfThoseItWasMadeForAreTold() {
        SERVER.stubFor(get(urlPathEqualTo("/api/status/")).willReturn(okJson("{\"netbox-version\": \"3.6.9\"}")));
        assertThat(netBox("version").outcome()).isEqualTo(Outcome.FAILED);

        SERVER.stubFor(get(urlPathEqualTo("/api/status/")).willReturn(okJson("{\"netbox-version\": \"5.0.0\"}")));
        assertThat(netBox("version").outcome()).isEqualTo(Outcome.WARNING);
    }

    @Test
    void aClockThatIsWrongIsAWarning() {
        SERVER.stubFor(get(urlPathEqualTo("/api/status/")).willReturn(status("Fri, 02 Jan 2026 03:05:05 GMT")));

        assertThat(netBox("clock").what()).startsWith("The clock of NetBox is 60 s ahead of ours;");
    }

    @Test
    void somethingElseThanNetBoxFailsWithWhatToCheck() {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        assertThat(netBox("reachable").what()).isEqualTo("An answer of NetBox lacks what it must have: netboxVersion.");
        assertThat(netBox("reachable").remedy().orElseThrow()).startsWith("check that NETBOX_URL");

        SERVER.stubFor(any(anyUrl()).willReturn(error(404, "<html>nothing</html>")));
        assertThat(netBox("reachable").remedy().orElseThrow()).startsWith("check NETBOX_URL");
    }

    @Test
    void aNetBoxThatIsNotThereFails() {
        List<Section> sections = examine(config().set(Setting.NETBOX_URL, "http://127.0.0.1:1"));

        assertThat(find(sections, "reachable").what()).isEqualTo("NetBox cannot be reached.");
        assertThat(find(sections, "servers").outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void aWrongAddressIsNotTried() {
        List<Section> sections = examine(config().set(Setting.NETBOX_URL, "ftp://nowhere"));

        assertThat(find(sections, "reachable")).isEqualTo(Finding.skipped("reachable", "NETBOX_URL is wrong"));
    }

    @Test
    void whetherAnEndedSessionCostsARequestIsToldFromWhatTheSessionsDid() {
        SessionTrace kept = new SessionTrace(true, Set.of("SELECT 1", "SELECT \"users_token\""));
        SessionTrace unchecked = new SessionTrace(true, Set.of("SELECT \"users_token\""));
        SessionTrace fresh = new SessionTrace(false, Set.of("SELECT \"users_token\""));

        assertThat(judge(kept, unchecked)).isEqualTo(Outcome.PASSED);
        assertThat(judge(fresh)).isEqualTo(Outcome.PASSED);
        assertThat(judge(unchecked, fresh)).isEqualTo(Outcome.WARNING);
        assertThat(judge()).isEqualTo(Outcome.FAILED);
    }

    private static Outcome judge(SessionTrace... sessions) {
        ConfigReview review =
                config().database("postgresql://127.0.0.1:1/netbox").review();
        Findings findings = new Findings();
        NetBoxQuestions.of(new CheckupContext(review.config(), review.wrong(), Optional.empty()))
                .ifPresent(questions -> {
                    questions.judge(List.of(sessions), findings);
                    questions.close();
                });
        List<Finding> list = findings.list();
        return list.get(list.size() - 1).outcome();
    }

    @Test
    void aLongTimeLimitIsCut() {
        assertThat(NetBoxCheckup.quick(config().build().netBox()).timeout()).isEqualTo(Duration.ofSeconds(30));
    }
}
