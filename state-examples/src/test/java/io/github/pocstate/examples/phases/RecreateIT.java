package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.phases.LabState.Server;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cables deleted and created, as NetBox before 4.7.3 needs it: what others wrote on them survives. */
@OnLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecreateIT {

    private static final int FEW = 10;
    private static final String INVERTED = "recreated";
    private static LabState built = new LabState(new TreeMap<>(), List.of(), List.of());

    /** Phase TWO with recreated cables, of which those of the first server carry label, color and a foreign tag. */
    @BeforeEach
    void invertedCables(LabUnderTest lab) {
        if (lab.has(INVERTED)) {
            lab.goTo(INVERTED);
            return;
        }
        lab.goTo(Phase.ZERO);
        long tag = lab.makeTag("foreign");
        ServerRow server = lab.row(lab.server(0));
        for (ServerRow.Cable cable : server.cables()) {
            lab.rest.change(
                    "dcim/cables/",
                    cable.id(),
                    Map.of("label", "label of " + cable.nic(), "color", "00ff00", "tags", List.of(tag)));
        }
        built = lab.state(lab.servers(FEW));
        restore(Phase.TWO, lab);
        lab.keep(INVERTED);
    }

    @Test
    @Order(1)
    void phaseTwoMakesCablesAnewWithTheirLabelsColorsAndTags(LabUnderTest lab) {
        assertThat(lab.servers(FEW)).allSatisfy(server -> {
            ServerRow before = built.of(server);
            ServerRow after = lab.row(server);
            assertThat(after.farEnds())
                    .containsExactly(before.farEnds().get(1), before.farEnds().get(0));
            assertThat(after.cables()).allSatisfy(cable -> {
                assertThat(cable.tags()).contains(LabUnderTest.TAG);
                assertThat(cable.traced()).isTrue();
            });
        });
        assertThat(lab.row(lab.server(0)).cables()).allSatisfy(cable -> {
            assertThat(cable.label()).isEqualTo("label of " + cable.nic());
            assertThat(cable.color()).isEqualTo("00ff00");
            assertThat(cable.tags()).containsExactly("foreign", LabUnderTest.TAG);
        });
        assertThat(restore(Phase.TWO, lab).changed()).isEmpty();
    }

    @Test
    @Order(2)
    void phaseZeroPutsThemBackAsBuilt(LabUnderTest lab) {
        restore(Phase.ZERO, lab);

        cablesAreAsBuilt(lab);
        assertThat(restore(Phase.ZERO, lab).changed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZERO", "ONE", "TWO"})
    @Order(3)
    void aJobThatStoppedBetweenDeletingAndCreatingIsFinished(String name, LabUnderTest lab) {
        Phase phase = Phase.of(name);
        List<Server> stopped = lab.servers(2);
        stopped.forEach(server -> lab.rest.delete(
                "dcim/cables/",
                lab.row(server).cables().stream().map(ServerRow.Cable::id).toList()));

        assertThat(restore(phase, lab).verified()).isTrue();

        if (phase == Phase.TWO) {
            assertThat(stopped)
                    .allSatisfy(server -> assertThat(lab.row(server).farEnds())
                            .containsExactly(
                                    built.of(server).farEnds().get(1),
                                    built.of(server).farEnds().get(0)));
        } else {
            cablesAreAsBuilt(lab);
        }
        assertThat(lab.row(lab.server(0)).cables())
                .allSatisfy(cable -> assertThat(cable.tags()).contains("foreign"))
                .extracting(ServerRow.Cable::label)
                .containsExactly("label of ens1f0", "label of ens2f0");
    }

    @Test
    @Order(4)
    void cablesWithoutTheirJournalEntryArePutBackAsBuilt(LabUnderTest lab) {
        lab.servers(2).forEach(server -> lab.rest.delete("extras/journal-entries/", lab.ourJournalIds(server)));

        restore(Phase.ZERO, lab);

        cablesAreAsBuilt(lab);
    }

    @Test
    @Order(5)
    void whatOthersWroteOnAnInvertedCableSurvivesTheWayBack(LabUnderTest lab) {
        ServerRow server = lab.row(lab.server(1));
        lab.rest.change(
                "dcim/cables/", server.cables().get(0).id(), Map.of("label", "written later", "color", "0000ff"));
        lab.rest.change("dcim/cables/", server.cables().get(1).id(), Map.of("add_tags", List.of(lab.tagId("foreign"))));

        restore(Phase.ZERO, lab);

        ServerRow after = lab.row(lab.server(1));
        assertThat(after.farEnds()).isEqualTo(built.of(lab.server(1)).farEnds());
        assertThat(after.cables().get(0).label()).isEqualTo("written later");
        assertThat(after.cables().get(0).color()).isEqualTo("0000ff");
        assertThat(after.cables().get(1).tags()).containsExactly("foreign");
    }

    private static void cablesAreAsBuilt(LabUnderTest lab) {
        assertThat(lab.servers(FEW))
                .allSatisfy(server -> assertThat(withoutIds(lab.row(server))).isEqualTo(withoutIds(built.of(server))));
    }

    private static List<String> withoutIds(ServerRow server) {
        return server.cables().stream()
                .map(cable -> cable.nic() + " to " + cable.farEnd() + (cable.traced() ? "" : ", path wrong") + ", "
                        + cable.label() + ", " + cable.color() + ", " + cable.tags())
                .toList();
    }

    private static RestoreReport restore(Phase phase, LabUnderTest lab) {
        return lab.restore(phase, lab.config(Setting.POC_STATE_CABLE_WRITES, "recreate"), LabUnderTest.first(FEW));
    }
}
