package io.github.pocstate.netbox.internal.write;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.Specimens.asBuilt;
import static io.github.pocstate.netbox.Specimens.cabled;
import static io.github.pocstate.netbox.Specimens.nic;
import static io.github.pocstate.netbox.Specimens.port;
import static io.github.pocstate.netbox.Specimens.server;
import static io.github.pocstate.netbox.internal.FakeNetBox.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.pocstate.RejectedException;
import io.github.pocstate.netbox.Specimens;
import io.github.pocstate.netbox.Specimens.ServerBuilder;
import io.github.pocstate.netbox.internal.FakeNetBox;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.Parallel;
import io.github.pocstate.netbox.internal.compare.CableWork;
import io.github.pocstate.netbox.internal.compare.CableWork.NicWork;
import io.github.pocstate.netbox.model.CableEnd;
import io.github.pocstate.netbox.model.Cabling;
import io.github.pocstate.netbox.model.FarEnd;
import io.github.pocstate.netbox.model.ProductionNic;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.model.Wiring;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CableWritesTest {
    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    private static final String CABLES = "/api/dcim/cables/";
    private static final String REFUSED_201 =
            "{\"detail\":\"Failed.\",\"errors\":[{\"id\":201,\"errors\":{\"b_terminations\":[\"Taken.\"]}}]}";

    private final Parallel parallel = new Parallel();
    private final Workspace workspace = new Workspace(Map.of(), OptionalLong.of(Specimens.TAG));
    private NetBoxClient netBox;

    @BeforeEach
    void connect() {
        netBox = FakeNetBox.client(SERVER);
        FakeNetBox.accept(SERVER, CABLES);
    }

    @AfterEach
    void disconnect() {
        netBox.close();
        parallel.close();
    }

    private Step.Outcome write(BulkWriter.Request<CableWork> request, CableWork... work) {
        cablesAreAsRead(work);
        return send(request, work);
    }

    private static void cablesAreAsRead(CableWork... work) {
        String[] cables = Stream.of(work)
                .flatMap(one -> one.nics().stream())
                .map(NicWork::nic)
                .flatMap(nic -> nic.cable().stream().map(cable -> whole(nic, cable)))
                .toArray(String[]::new);
        SERVER.stubFor(FakeNetBox.list(CABLES, cables));
    }

    private static String whole(ProductionNic nic, CableEnd cable) {
        String near = ports(List.of(nic.interfaceId()));
        String far = ports(cable.far().map(FarEnd::portIds).orElse(List.of()));
        boolean nicIsOnA = cable.side().equals("A");
        return "{\"id\":" + cable.cableId() + ",\"a_terminations\":" + (nicIsOnA ? near : far) + ",\"b_terminations\":"
                + (nicIsOnA ? far : near) + "}";
    }

    private static String ports(List<Long> ids) {
        return ids.stream()
                .map(id -> "{\"object_type\":\"dcim.interface\",\"object_id\":" + id + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Step.Outcome send(BulkWriter.Request<CableWork> request, CableWork... work) {
        return new BulkWriter(parallel, 1, netBox.url()).write("cables", List.of(work), request, done -> {});
    }

    private static CableWork invert(long number) {
        return invert(server(number), number);
    }

    private static CableWork invert(ServerBuilder server, long number) {
        return new CableWork(server.build(), asBuilt(number).exchanged(), true);
    }

    private static List<String> writes() {
        return FakeNetBox.writes(SERVER).stream()
                .map(write -> write.replace(" /api/dcim/cables/", "").replace("\"", ""))
                .toList();
    }

    private static String to(long port) {
        return "[{object_type:dcim.interface,object_id:" + port + "}]";
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[13, 4711]", "[4711]"})
    void aCableWithOtherEndsThanReadIsNotWrittenAndTheOthersGoOn(String near) {
        for (CableExchange way :
                List.of(new CablePatcher(netBox.dcim, workspace), new CableRecreator(netBox.dcim, workspace))) {
            SERVER.resetRequests();
            SERVER.stubFor(FakeNetBox.list(
                    CABLES,
                    "{\"id\":101,\"a_terminations\":" + ports(longs(near)) + ",\"b_terminations\":"
                            + ports(List.of(1001L)) + "}"));

            Step.Outcome outcome = send(way, invert(1));

            assertThat(outcome.changed()).isZero();
            assertThat(outcome.rejections())
                    .extracting(Rejection::message)
                    .containsExactly(
                            "the cable has other ends than those that were read: it was changed, or the token may not"
                                    + " view all of them");
            assertThat(writes()).isEmpty();
        }
    }

    private static List<Long> longs(String list) {
        return Stream.of(list.replaceAll("[^0-9,]", "").split(",", -1))
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    @Nested
    class InPlace {
        private CablePatcher patcher() {
            return new CablePatcher(netBox.dcim, workspace);
        }

        @Test
        void theHigherCablesLetGoBeforeBothAreSetAndTagged() {
            Step.Outcome outcome = write(patcher(), invert(1), invert(2));

            assertThat(outcome).isEqualTo(new Step.Outcome(4, List.of()));
            assertThat(writes())
                    .containsExactly(
                            "PATCH [{id:102,b_terminations:[]},{id:202,b_terminations:[]}]",
                            "PATCH [{id:101,b_terminations:" + to(1002) + ",add_tags:[99]},"
                                    + "{id:102,b_terminations:" + to(1001) + ",add_tags:[99]},"
                                    + "{id:201,b_terminations:" + to(2002) + ",add_tags:[99]},"
                                    + "{id:202,b_terminations:" + to(2001) + ",add_tags:[99]}]");
        }

        @Test
        void cablesGoBackAndLoseTheTag() {
            write(patcher(), new CableWork(server(1).inverted().build(), asBuilt(1), false));

            assertThat(writes())
                    .containsExactly(
                            "PATCH [{id:102,b_terminations:[]}]",
                            "PATCH [{id:101,b_terminations:" + to(1001) + ",remove_tags:[99]},"
                                    + "{id:102,b_terminations:" + to(1002) + ",remove_tags:[99]}]");
        }

        @Test
        void eachRequestAsksForTheFieldsItWrites() {
            write(patcher(), invert(1));

            assertThat(FakeNetBox.requests(SERVER, patchRequestedFor(urlPathEqualTo(CABLES))))
                    .extracting(request -> request.queryParameter("fields").firstValue())
                    .containsExactly("id,b_terminations", "id,b_terminations,add_tags");
        }

        @Test
        void aNicOnSideBHasItsFarEndOnSideA() {
            CableEnd second = new CableEnd(102, "B", Optional.of(port(1002)), false, Map.of(), Optional.empty());
            ServerBuilder server =
                    server(1).nics(cabled(1, 1, 1001), new ProductionNic(14, "eth1", Optional.of(second)));

            write(patcher(), invert(server, 1));

            assertThat(writes())
                    .containsExactly(
                            "PATCH [{id:102,a_terminations:[]}]",
                            "PATCH [{id:101,b_terminations:" + to(1002) + ",add_tags:[99]}," + "{id:102,a_terminations:"
                                    + to(1001) + ",add_tags:[99]}]");
        }

        @Test
        void onlyTagsAreSentWhenTheCablesLieRight() {
            ServerBuilder server = server(1).recorded().nics(cabled(1, 1, 1002), cabled(1, 2, 1001));

            write(patcher(), invert(server, 1));

            assertThat(writes()).containsExactly("PATCH [{id:101,add_tags:[99]},{id:102,add_tags:[99]}]");
        }

        @Test
        void aMissingCableIsMadeAfterTheOtherOneMoved() {
            ServerBuilder server = server(1).recorded().nics(nic(1, 1), cabled(1, 2, 1002));

            Step.Outcome outcome = write(patcher(), invert(server, 1));

            assertThat(outcome.changed()).isEqualTo(2);
            assertThat(writes())
                    .containsExactly(
                            "PATCH [{id:102,b_terminations:" + to(1001) + ",add_tags:[99]}]",
                            "POST [{status:connected,tags:[99],a_terminations:" + to(13) + ",b_terminations:" + to(1002)
                                    + "}]");
        }

        @Test
        void aLooseEndIsSetWithoutLettingGoAgain() {
            ServerBuilder server = server(1).recorded().nics(cabled(1, 1, 1001), cabled(1, 2, Optional.empty(), false));

            write(patcher(), invert(server, 1));

            assertThat(writes())
                    .containsExactly("PATCH [{id:101,b_terminations:" + to(1002) + ",add_tags:[99]},"
                            + "{id:102,b_terminations:" + to(1001) + ",add_tags:[99]}]");
        }

        @Test
        void aRefusalOfTheSecondRequestPutsTheCableBackAndTheOthersGoOn() {
            SERVER.stubFor(patch(urlPathEqualTo(CABLES))
                    .atPriority(1)
                    .withRequestBody(matchingJsonPath("$[?(@.id == 201)]"))
                    .willReturn(error(400, REFUSED_201)));

            Step.Outcome outcome = write(patcher(), invert(1), invert(2));

            assertThat(outcome)
                    .isEqualTo(
                            new Step.Outcome(2, List.of(new Rejection("cables", "srv-2", "b_terminations: Taken."))));
            assertThat(writes())
                    .hasSize(4)
                    .startsWith("PATCH [{id:102,b_terminations:[]},{id:202,b_terminations:[]}]")
                    .contains("PATCH [{id:202,b_terminations:" + to(2002) + "}]")
                    .endsWith("PATCH [{id:101,b_terminations:" + to(1002) + ",add_tags:[99]},"
                            + "{id:102,b_terminations:" + to(1001) + ",add_tags:[99]}]");
        }

        @Test
        void aRefusalOfTheFirstRequestLeavesNothingToPutBack() {
            SERVER.stubFor(
                    patch(urlPathEqualTo(CABLES)).atPriority(1).willReturn(error(400, "{\"detail\":\"Locked.\"}")));

            Step.Outcome outcome = write(patcher(), invert(1));

            assertThat(outcome).isEqualTo(new Step.Outcome(0, List.of(new Rejection("cables", "srv-1", "Locked."))));
            assertThat(writes()).containsExactly("PATCH [{id:102,b_terminations:[]}]");
        }
    }

    @Nested
    class MadeAnew {
        private static final String OLD_CABLES = "old cables";
        private static final String DELETED = "deleted";

        @BeforeEach
        void refuseNewCablesUntilTheOldOnesAreDeleted() {
            SERVER.stubFor(post(urlPathEqualTo(CABLES))
                    .inScenario(OLD_CABLES)
                    .whenScenarioStateIs(Scenario.STARTED)
                    .willReturn(FakeNetBox.portsTaken()));
            SERVER.stubFor(delete(urlPathEqualTo(CABLES))
                    .inScenario(OLD_CABLES)
                    .willSetStateTo(DELETED)
                    .willReturn(noContent()));
            SERVER.stubFor(post(urlPathEqualTo(CABLES))
                    .inScenario(OLD_CABLES)
                    .whenScenarioStateIs(DELETED)
                    .willReturn(FakeNetBox.echo()));
        }

        private CableRecreator recreator() {
            return new CableRecreator(netBox.dcim, workspace);
        }

        private static ProductionNic labelled(
                int number, String side, long port, boolean marked, Map<String, Object> attributes) {
            CableEnd cable =
                    new CableEnd(100 + number, side, Optional.of(port(port)), marked, attributes, Optional.empty());
            return new ProductionNic(12 + number, "eth" + (number - 1), Optional.of(cable));
        }

        @Test
        void bothAreDeletedAndMadeExchangedAndTagged() {
            Step.Outcome outcome = write(recreator(), invert(1));

            assertThat(outcome).isEqualTo(new Step.Outcome(2, List.of()));
            assertThat(writes())
                    .hasSize(3)
                    .endsWith(
                            "DELETE [{id:101},{id:102}]",
                            "POST [{status:connected,tags:[99],a_terminations:" + to(13) + ",b_terminations:" + to(1002)
                                    + "},{status:connected,tags:[99],a_terminations:" + to(14) + ",b_terminations:"
                                    + to(1001) + "}]");
        }

        @Test
        void attributesForeignTagsAndSidesAreKept() {
            Server server = server(1)
                    .nics(
                            labelled(1, "B", 1001, false, Map.of("label", "L1", "tags", List.of(5))),
                            labelled(2, "A", 1002, false, Map.of("status", "planned")))
                    .build();
            Wiring wanted = server.cabling().asBuilt().orElseThrow().exchanged();

            write(recreator(), new CableWork(server, wanted, true));

            assertThat(writes().get(2))
                    .contains("label:L1")
                    .contains("tags:[5,99]")
                    .contains("a_terminations:" + to(1002) + ",b_terminations:" + to(13))
                    .contains("{status:planned,tags:[99],a_terminations:" + to(14) + ",b_terminations:" + to(1001));
        }

        private void refuse(String state, int index, String message) {
            SERVER.stubFor(post(urlPathEqualTo(CABLES))
                    .atPriority(1)
                    .inScenario(OLD_CABLES)
                    .whenScenarioStateIs(state)
                    .withRequestBody(matchingJsonPath(
                            "$[?(@.a_terminations[0].object_id == 23 " + "&& @.b_terminations[0].object_id == 2002)]"))
                    .willReturn(error(
                            400,
                            "{\"detail\":\"Failed.\",\"errors\":[{\"index\":" + index + ",\"errors\":{\"__all__\":[\""
                                    + message + "\"]}}]}")));
        }

        @Test
        void eachNewCableIsTriedFromBothSidesBeforeAnythingIsDeleted() {
            write(recreator(), invert(1));

            assertThat(writes().get(0))
                    .isEqualTo("POST [" + plain(13, 1002) + "," + plain(1002, 13) + "," + plain(14, 1001) + ","
                            + plain(1001, 14) + "]");
        }

        private static String plain(long a, long b) {
            return "{status:connected,tags:[99],a_terminations:" + to(a) + ",b_terminations:" + to(b) + "}";
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Missing required custom field [team].",
                    "Duplicate termination found for dcim.interface 23: cable 4711",
                    "Cannot connect a cable to sw > xe-1 because it is marked as connected."
                })
        void aCableThatNetBoxWouldRefuseIsNotDeletedAndTheOthersGoOn(String message) {
            refuse(Scenario.STARTED, 0, message);

            Step.Outcome outcome = write(recreator(), invert(2), invert(1));

            assertThat(outcome).isEqualTo(new Step.Outcome(2, List.of(new Rejection("cables", "srv-2", message))));
            assertThat(writes())
                    .filteredOn(write -> write.startsWith("DELETE"))
                    .containsExactly("DELETE [{id:101},{id:102}]");
        }

        @Test
        void withoutThePermissionToAddCablesNothingIsDeleted() {
            SERVER.stubFor(post(urlPathEqualTo(CABLES)).atPriority(1).willReturn(error(403, "{\"detail\":\"No.\"}")));

            assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> write(recreator(), invert(1)));
            assertThat(writes()).allSatisfy(write -> assertThat(write).startsWith("POST"));
        }

        @Test
        void aCableThatIsRefusedAfterAllIsCreatedAgainAsItWasBeforeAnotherIsDeleted() {
            refuse(DELETED, 0, "Taken.");

            Step.Outcome outcome = write(recreator(), invert(2));

            assertThat(outcome).isEqualTo(new Step.Outcome(0, List.of(new Rejection("cables", "srv-2", "Taken."))));
            assertThat(writes())
                    .hasSize(4)
                    .contains("DELETE [{id:201},{id:202}]")
                    .endsWith("POST [{status:connected,tags:[],a_terminations:" + to(23) + ",b_terminations:" + to(2001)
                            + "},{status:connected,tags:[],a_terminations:" + to(24) + ",b_terminations:" + to(2002)
                            + "}]");
        }

        @Test
        void whenTheOldCablesAreRefusedTooNoOtherIsDeleted() {
            SERVER.stubFor(post(urlPathEqualTo(CABLES))
                    .atPriority(1)
                    .inScenario(OLD_CABLES)
                    .whenScenarioStateIs(DELETED)
                    .willReturn(error(403, "{\"detail\":\"No permission.\"}")));

            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> write(recreator(), invert(1), invert(2), invert(3)))
                    .withMessageContaining("The production cables of server [srv-1] were deleted to move them,"
                            + " and NetBox does not take them again: No permission.");
            assertThat(writes())
                    .filteredOn(write -> write.startsWith("DELETE"))
                    .containsExactly("DELETE [{id:101},{id:102}]");
        }

        @Test
        void cablesThatAreMissingAreMadeOnly() {
            SERVER.setScenarioState(OLD_CABLES, DELETED);

            write(recreator(), invert(server(1).recorded().nics(nic(1, 1), nic(1, 2)), 1));

            assertThat(writes()).hasSize(1).first().asString().startsWith("POST ");
        }

        @Test
        void ourTagIsNotAmongTheAttributesThatAreKept() {
            Server server = server(1)
                    .nics(
                            labelled(1, "A", 1002, true, Map.of("tags", List.of(5, 99))),
                            labelled(2, "A", 1001, true, Map.of("tags", List.of(99))))
                    .build();
            assertThat(server.cabling().layout()).isEqualTo(Cabling.Layout.INVERTED);

            write(recreator(), new CableWork(server, server.cabling().asBuilt().orElseThrow(), false));

            assertThat(writes().get(2)).contains("tags:[5]").contains("tags:[]").doesNotContain("99");
        }

        @Test
        void aCableThatIsGoneAlreadyIsFine() {
            SERVER.stubFor(
                    delete(urlPathEqualTo(CABLES))
                            .atPriority(1)
                            .withRequestBody(matchingJsonPath("$[?(@.id == 101)]"))
                            .willReturn(
                                    error(
                                            400,
                                            "{\"detail\":\"Failed.\",\"errors\":[{\"id\":101,\"errors\":{\"__all__\":[\"Object with ID 101 does not exist\"]}}]}")));

            assertThat(write(recreator(), invert(1)).rejections()).isEmpty();
        }
    }
}
