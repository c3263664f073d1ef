package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.VerificationException;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.phases.LabState.Server;
import io.github.pocstate.lab.LabOfTests;
import io.github.pocstate.plan.Failure;
import io.github.pocstate.verify.Deviation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cable is written only if, whole, it joins one production NIC with one port; and what verifies is so. */
@OnLab
class ForeignCablesIT {

    private static final int FEW = 4;
    private static final String SHARED = "has a production cable that joins more than two ports";

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void aCableWithAThirdPortIsNeverWrittenAndTheOtherServersGoOn(String side, LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        ServerRow.Cable shared = lab.row(lab.server(0)).lower();
        addPort(shared.id(), side, lab);
        String before = ends(shared.id(), lab);

        RestoreReport two = lab.restore(Phase.TWO, FEW);

        assertThat(two.plan().failures()).extracting(Failure::reason).containsExactly(SHARED);
        assertThat(ends(shared.id(), lab)).isEqualTo(before);
        assertThat(lab.row(lab.server(0)).status()).isEqualTo("discovered");
        assertThat(lab.row(lab.server(1)).farEnds()).isEqualTo(exchanged(lab.server(1), lab));
        assertThat(lab.restore(Phase.TWO, FEW).changed()).isEmpty();

        lab.restore(Phase.ZERO, FEW);
        assertThat(ends(shared.id(), lab)).isEqualTo(before);
        assertThat(lab.row(lab.server(1))).isEqualTo(lab.asBuiltRow(lab.server(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-1c1p", "trunk-2c1p"})
    void lanesAreAsBeforeWhenTheCablesAreBack(String profile, LabUnderTest lab) {
        assumeTrue(LabOfTests.isReal(), "the embedded NetBox knows no cable profiles");
        lab.goTo(Phase.ZERO);
        for (ServerRow.Cable cable : lab.row(lab.server(0)).cables()) {
            lab.rest.change("dcim/cables/", cable.id(), Map.of("profile", profile));
        }
        ServerRow built = lab.row(lab.server(0));
        String before = ends(built.lower().id(), lab) + ends(built.higher().id(), lab);

        lab.restore(Phase.TWO, FEW);
        assertThat(lab.row(lab.server(0)).farEnds())
                .containsExactly(built.farEnds().get(1), built.farEnds().get(0));
        lab.restore(Phase.ZERO, FEW);

        assertThat(ends(built.lower().id(), lab) + ends(built.higher().id(), lab))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZERO", "ONE", "TWO"})
    void anInvertedCableThatGotAThirdPortIsNoPhaseAndKeepsItsRecord(String phase, LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        ServerRow.Cable shared = lab.row(lab.server(0)).lower();
        String before = ends(shared.id(), lab);
        addPort(shared.id(), "a", lab);
        String changed = ends(shared.id(), lab);

        isNotReached(Phase.of(phase), SHARED, lab);
        assertThat(ends(shared.id(), lab)).isEqualTo(changed);
        assertThat(lab.row(lab.server(0)).journal()).hasSize(1);
        isNotReached(Phase.of(phase), SHARED, lab);

        setEnds(shared.id(), "a", List.of(lab.port(lab.server(0), shared.nic())), lab);
        assertThat(ends(shared.id(), lab)).isEqualTo(before);
        assertThat(lab.restore(Phase.of(phase), FEW).verified()).isTrue();
        assertThat(lab.state(lab.servers(FEW)).servers())
                .isEqualTo(lab.direct(Phase.of(phase)).of(lab.servers(FEW)).servers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZERO", "ONE", "TWO"})
    void aNicThatLeadsElsewhereThanRecordedIsNoPhaseAndKeepsItsRecord(String phase, LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        ServerRow.Cable moved = lab.row(lab.server(0)).lower();
        ServerRow.Cable other = lab.row(lab.server(FEW)).lower();
        lab.rest.delete("dcim/cables/", List.of(other.id()));
        lab.setFarEnd(moved.id(), List.of(other.farPort()));

        isNotReached(
                Phase.of(phase), "has production cables that lead to other ports than the journal entry records", lab);

        assertThat(lab.row(lab.server(0)).journal()).hasSize(1);
        lab.rest.delete("extras/journal-entries/", lab.ourJournalIds(lab.server(0)));
        lab.row(lab.server(0)).cables().forEach(cable -> lab.removeOurTag(cable.id()));
        assertThat(lab.restore(Phase.of(phase), FEW).verified()).isTrue();
    }

    @Test
    void aNicWithoutItsCableOnRecordIsADeviationInEveryPhase(LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        lab.rest.delete("dcim/cables/", List.of(lab.row(lab.server(0)).lower().id()));

        try (PocSession session = PocSession.open(lab.config().build())) {
            for (Phase phase : List.of(Phase.ZERO, Phase.ONE, Phase.TWO)) {
                assertThat(session.verify(phase, LabUnderTest.first(1)).deviations())
                        .extracting(Deviation::kind)
                        .contains("cables");
            }
        }
    }

    @Test
    void aCableWithAJournalEntryIsNotDeletedToMoveIt(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        ServerRow built = lab.row(lab.server(0));
        lab.rest.create(
                "extras/journal-entries/",
                Map.of(
                        "assigned_object_type",
                        "dcim.cable",
                        "assigned_object_id",
                        built.higher().id(),
                        "comments",
                        "bought in May"));

        RestoreReport two = lab.restore(Phase.TWO, recreating(lab), LabUnderTest.first(FEW));

        assertThat(two.plan().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason())
                        .startsWith("has a production cable with journal entries, which would be lost"));
        assertThat(lab.row(lab.server(0)).cables()).isEqualTo(built.cables());
        assertThat(lab.row(lab.server(1)).farEnds()).isEqualTo(exchanged(lab.server(1), lab));
    }

    private static PocConfig recreating(LabUnderTest lab) {
        return lab.config(Setting.POC_STATE_CABLE_WRITES, "recreate");
    }

    private static void isNotReached(Phase phase, String reason, LabUnderTest lab) {
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> lab.restore(phase, FEW))
                .satisfies(e -> assertThat(e.verification().deviations())
                        .extracting(Deviation::found)
                        .containsExactly("a server that " + reason
                                + ", although our tag or journal entry says that they were inverted"));
    }

    private static List<String> exchanged(Server server, LabUnderTest lab) {
        List<String> built = lab.asBuiltRow(server).farEnds();
        return List.of(built.get(1), built.get(0));
    }

    /** A port that no cable is on. */
    private static long freePort(LabUnderTest lab) {
        return lab.port(lab.server(LabUnderTest.SERVERS - 1), "mgmt0");
    }

    private static void addPort(long cable, String side, LabUnderTest lab) {
        List<Long> ports = lab.sql.rows(
                "SELECT termination_id FROM dcim_cabletermination WHERE cable_id = ? AND cable_end = upper(?)"
                        + " UNION ALL SELECT ?",
                row -> row.getLong(1),
                cable,
                side,
                freePort(lab));
        setEnds(cable, side, ports, lab);
    }

    private static void setEnds(long cable, String side, List<Long> ports, LabUnderTest lab) {
        Map<String, Object> change = new HashMap<>();
        change.put(
                side + "_terminations",
                ports.stream()
                        .map(port -> Map.<String, Object>of("object_type", "dcim.interface", "object_id", port))
                        .toList());
        lab.rest.change("dcim/cables/", cable, change);
    }

    /** All ends of a cable as the database holds them, with lanes. */
    private static String ends(long cable, LabUnderTest lab) {
        return lab.sql.text(
                "SELECT string_agg(concat_ws('/', cable_end, termination_type_id, termination_id, connector, positions), ' '"
                        + " ORDER BY cable_end, termination_id) FROM dcim_cabletermination WHERE cable_id = ?",
                cable);
    }
}
