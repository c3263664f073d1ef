package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.Scope;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.snapshot.ForeignChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a restore over the API wrote is known as such, and what people wrote beside it is not. */
@OnLab
class ForeignChangesIT {

    @ParameterizedTest
    @CsvSource({"ZERO, ONE", "ZERO, TWO", "ONE, TWO", "TWO, ZERO", "TWO, ONE", "ONE, ZERO"})
    void theWayFromAPhaseToAnotherHasNothingForeign(String live, String kept, LabUnderTest lab) {
        lab.goTo(Phase.of(kept));
        lab.goTo(Phase.of(live));

        Compared compared = compared(Phase.of(kept), lab);
        assertThat(compared.tables()).contains("dcim_device", "ipam_ipaddress");
        assertThat(compared.foreign()).isEmpty();
    }

    @Test
    void aStateThatWasLeftHalfDoneHasNothingForeign(LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        lab.setStatus(lab.server(0), "discovered");
        lab.detachHigherCable(lab.server(0));
        lab.removeOurTag(lab.row(lab.server(1)).lower().id());
        lab.rest.delete("extras/journal-entries/", lab.ourJournalIds(lab.server(2)));
        lab.addAddress(lab.server(3), "mgmt0", "192.0.2.1/24");
        lab.removeAddress(lab.server(4), "bmc");

        assertThat(compared(Phase.TWO, lab).foreign()).isEmpty();
    }

    @Test
    void whatPeopleDidIsForeignAndNamed(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        lab.goTo(Phase.TWO);
        lab.sql.run(
                "UPDATE dcim_site SET description = 'theirs' WHERE slug = ?",
                lab.server(0).site());
        lab.sql.run(
                "UPDATE dcim_device SET serial = 'theirs' WHERE id = ?",
                lab.server(0).id());
        lab.addAddress(lab.server(1), "ens1f0", "192.0.2.77/24");
        lab.writeEntry(lab.server(2), "somebody else's", lab.makeTag("theirs"));
        long label = lab.row(lab.server(3)).lower().id();
        lab.rest.change("dcim/cables/", label, Map.of("label", "theirs"));
        lab.setFarEnd(lab.row(lab.server(4)).higher().id(), List.of(unusedPort(lab)));

        List<ForeignChange> foreign = compared(Phase.ZERO, lab).foreign();
        String owner = lab.server(2).name();
        long entry = lab.sql.number("SELECT max(id) FROM extras_journalentry");
        assertThat(foreign)
                .contains(
                        new ForeignChange(
                                "dcim_site", 1, List.of("[" + lab.server(0).site() + "]: description changed")),
                        new ForeignChange(
                                "dcim_device", 1, List.of("[" + lab.server(0).name() + "]: serial changed")),
                        new ForeignChange("ipam_ipaddress", 1, List.of("[192.0.2.77/24] added since")),
                        new ForeignChange(
                                "extras_journalentry", 1, List.of("[" + owner + " id " + entry + "] added since")),
                        new ForeignChange("extras_tag", 1, List.of("[theirs] added since")));
        assertThat(foreign)
                .extracting(ForeignChange::table)
                .containsExactly(
                        "dcim_cable",
                        "dcim_cabletermination",
                        "dcim_device",
                        "dcim_site",
                        "extras_journalentry",
                        "extras_tag",
                        "extras_taggeditem",
                        "ipam_ipaddress");
        assertThat(foreign.get(0).examples())
                .allSatisfy(example -> assertThat(example).endsWith("label changed"));
        assertThat(foreign.get(1).examples())
                .containsExactly("[" + lab.server(4).name() + "] re-cabled since");
    }

    @Test
    void aProductionCableThatPeopleRemovedIsForeignUnlessItsPlaceIsOnRecord(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        lab.rest.delete("dcim/cables/", List.of(lab.row(lab.server(0)).higher().id()));
        assertThat(compared(Phase.ZERO, lab).foreign())
                .extracting(ForeignChange::table)
                .containsExactly("dcim_cable", "dcim_cabletermination");

        lab.goTo(Phase.TWO);
        lab.rest.delete("dcim/cables/", List.of(lab.row(lab.server(0)).higher().id()));
        assertThat(compared(Phase.TWO, lab).foreign()).isEmpty();
    }

    private static long unusedPort(LabUnderTest lab) {
        return lab.sql.number("SELECT min(i.id) FROM dcim_interface i JOIN dcim_device d ON d.id = i.device_id"
                + " JOIN dcim_devicerole r ON r.id = d.role_id"
                + " WHERE i.cable_id IS NULL AND r.slug = 'production-switch'");
    }

    /** What the guide says of two states, and the tables that differ at all. */
    private record Compared(List<ForeignChange> foreign, List<String> tables) {}

    private static Compared compared(Phase kept, LabUnderTest lab) {
        lab.waitUntilQuiet();
        String schema = Checkpoints.schema(kept == Phase.ZERO ? LabUnderTest.AS_FOUND : kept.name());
        try (LabDatabase database = new LabDatabase(lab)) {
            Inventory live = database.fromTables(Scope.ALL);
            Inventory before = (Inventory) database.guide.observe(
                    Scope.ALL,
                    new JdbcTables(lab.sql, schema),
                    database.guide.keys().read());
            JdbcDifferences differences = new JdbcDifferences(lab.sql, schema, database.guide);
            return new Compared(database.guide.foreign(live, before, differences), List.copyOf(differences.tables()));
        }
    }
}
