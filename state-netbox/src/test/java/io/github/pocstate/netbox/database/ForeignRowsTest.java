package io.github.pocstate.netbox.database;

import static io.github.pocstate.netbox.Specimens.SETTINGS;
import static io.github.pocstate.netbox.Specimens.lab;
import static io.github.pocstate.netbox.Specimens.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.netbox.Specimens;
import io.github.pocstate.netbox.model.CableEnd;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.model.ProductionNic;
import io.github.pocstate.snapshot.ForeignChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The types of rows are numbered as in {@link PaperTables#withTypes}, server 7 is as {@link Specimens} makes it. */
class ForeignRowsTest {

    private static final Note NOTE = new Note("danger", "inverted", Optional.of(Specimens.asBuilt(7)));
    private static final Inventory ZERO = lab(server(7).build());
    private static final Inventory TWO = lab(server(7)
            .status("failed")
            .bmcAddress(70, "10.55.1.1/24")
            .oob(70)
            .inverted()
            .journal(700, NOTE)
            .build());

    private final PaperDifferences differences = new PaperDifferences();

    @Test
    void nothingIsForeignWhenNothingDiffers() {
        assertThat(foreign(ZERO, TWO)).isEmpty();
    }

    @Test
    void theWholeWayFromAPhaseToAnotherIsNotForeign() {
        differences
                .changed("dcim_device", "id=7 status=failed oob_ip_id=70", "id=7 status=offline oob_ip_id=")
                .removed("ipam_ipaddress", "id=70 address=10.55.1.1/24 description=x")
                .removed("dcim_cabletermination", "id=1 cable_id=701 cable_end=B")
                .added("dcim_cabletermination", "id=2 cable_id=701 cable_end=B")
                .changed("dcim_cable", "id=701 label= last_updated=1", "id=701 label= last_updated=2")
                .changed("dcim_interface", "id=72 cable_id=701 _path_id=1", "id=72 cable_id=702 _path_id=2")
                .removed("extras_journalentry", "id=700 assigned_object_id=7 assigned_object_type_id=2")
                .removed("extras_taggeditem", "id=1 object_id=701 content_type_id=3 tag_id=99")
                .removed("extras_taggeditem", "id=2 object_id=700 content_type_id=4 tag_id=99")
                .removed("extras_tag", "id=99 slug=poc-state name=x");

        assertThat(foreign(ZERO, TWO)).isEmpty();
    }

    @Nested
    class Devices {

        @Test
        void anotherColumnOfAServerIsForeignBesideItsStatus() {
            differences.changed(
                    "dcim_device",
                    "id=7 name=srv-7 status=failed serial=A comments=x",
                    "id=7 name=srv-7 status=offline serial=B comments=y");
            assertThat(foreign(ZERO, TWO)).containsExactly(change("dcim_device", "[srv-7]: serial, comments changed"));
        }

        @Test
        void theStatusOfAnotherDeviceIsForeign() {
            differences.changed("dcim_device", "id=8 name=switch-8 status=active", "id=8 name=switch-8 status=failed");
            assertThat(foreign(ZERO, TWO)).containsExactly(change("dcim_device", "[switch-8]: status changed"));
        }

        @Test
        void aServerThatOneSideOnlyHasIsForeign() {
            differences.added("dcim_device", "id=9 name=srv-9 status=offline");
            assertThat(foreign(lab(server(7).build(), server(9).build()), TWO))
                    .containsExactly(change("dcim_device", "[srv-9] added since"));
        }

        @Test
        void aPrimaryAddressThatWentWithItsAddressIsNot() {
            differences.changed("dcim_device", "id=7 primary_ip4_id=70", "id=7 primary_ip4_id=");
            assertThat(foreign(ZERO, TWO)).isEmpty();
        }

        @Test
        void aPrimaryAddressThatWasClearedAlthoughTheAddressIsThereIs() {
            differences.changed("dcim_device", "id=7 primary_ip4_id=70", "id=7 primary_ip4_id=");
            assertThat(foreign(TWO, TWO)).containsExactly(change("dcim_device", "[id 7]: primary_ip4_id changed"));
        }

        @Test
        void aPrimaryAddressElsewhereIsForeign() {
            differences.changed("dcim_device", "id=7 primary_ip6_id=70", "id=7 primary_ip6_id=55");
            assertThat(foreign(ZERO, TWO)).containsExactly(change("dcim_device", "[id 7]: primary_ip6_id changed"));
        }
    }

    @Nested
    class Addresses {

        @Test
        void anotherAddressIsForeign() {
            differences.added("ipam_ipaddress", "id=5 address=10.0.0.9/24");
            assertThat(foreign(ZERO, TWO)).containsExactly(change("ipam_ipaddress", "[10.0.0.9/24] added since"));
        }

        @Test
        void aBmcAddressThatHasAnotherHostNowIsNot() {
            differences.changed(
                    "ipam_ipaddress",
                    "id=70 address=10.55.1.1/24 assigned_object_id=71 vrf_id=",
                    "id=70 address=10.55.1.9/24 assigned_object_id=71 vrf_id=3");
            assertThat(foreign(TWO, TWO)).isEmpty();
        }

        @Test
        void whatPeopleWroteOnABmcAddressIsForeign() {
            differences.changed(
                    "ipam_ipaddress",
                    "id=70 address=10.55.1.1/24 dns_name= status=active",
                    "id=70 address=10.55.1.1/24 dns_name=bmc7 status=reserved");
            assertThat(foreign(TWO, TWO))
                    .containsExactly(change("ipam_ipaddress", "[10.55.1.1/24]: dns_name, status changed"));
        }

        @Test
        void anAddressThatWasMovedFromTheBmcElsewhereIsForeign() {
            differences.changed(
                    "ipam_ipaddress",
                    "id=70 address=10.55.1.1/24 assigned_object_id=71",
                    "id=70 address=10.55.1.1/24 assigned_object_id=99");
            assertThat(foreign(ZERO, TWO))
                    .containsExactly(change("ipam_ipaddress", "[10.55.1.1/24]: assigned_object_id changed"));
        }
    }

    @Nested
    class Cables {

        @Test
        void aNewLabelOfAProductionCableIsForeign() {
            differences.changed("dcim_cable", "id=701 label=old color=", "id=701 label=new color=ff0000");
            assertThat(foreign(ZERO, TWO)).containsExactly(change("dcim_cable", "[old]: label, color changed"));
        }

        @Test
        void aProductionCableMadeAnewIsNot() {
            CableEnd anew =
                    new CableEnd(1702, "A", Optional.of(Specimens.port(7002)), false, Map.of(), Optional.empty());
            Inventory recreated = lab(server(7)
                    .nics(Specimens.cabled(7, 1, 7001), new ProductionNic(74, "eth1", Optional.of(anew)))
                    .build());
            differences.removed("dcim_cable", "id=702 label=").added("dcim_cable", "id=1702 label=");
            assertThat(foreign(recreated, ZERO)).isEmpty();
        }

        @Test
        void aServerThatWasCabledOtherwiseIsNamed() {
            Inventory recabled = lab(server(7).cabledTo(7001, 7999).build());
            differences
                    .removed("dcim_cabletermination", "id=1 cable_id=702 cable_end=B")
                    .added("dcim_cabletermination", "id=2 cable_id=702 cable_end=B");
            assertThat(foreign(recabled, ZERO))
                    .containsExactly(new ForeignChange("dcim_cabletermination", 2, List.of("[srv-7] re-cabled since")));
        }

        @Test
        void aProductionCableThatWasRemovedIsForeign() {
            Inventory unplugged = lab(server(7)
                    .nics(Specimens.cabled(7, 1, 7001), Specimens.nic(7, 2))
                    .build());
            differences.removed("dcim_cable", "id=702 label=");
            assertThat(foreign(unplugged, ZERO)).containsExactly(change("dcim_cable", "[srv-7] re-cabled since"));
        }

        @Test
        void anyOtherCableIsForeign() {
            differences
                    .added("dcim_cable", "id=5 label=uplink")
                    .added("dcim_cabletermination", "id=51 cable_id=5 cable_end=A");
            assertThat(foreign(ZERO, TWO))
                    .containsExactly(
                            change("dcim_cable", "[uplink] added since"),
                            change("dcim_cabletermination", "[id 51] added since"));
        }
    }

    @Nested
    class JournalEntriesAndTags {

        @Test
        void anEntryOfSomebodyElseIsForeign() {
            differences.added("extras_journalentry", "id=9 assigned_object_id=7 assigned_object_type_id=2 comments=x");
            assertThat(foreign(ZERO, TWO)).containsExactly(change("extras_journalentry", "[srv-7 id 9] added since"));
        }

        @Test
        void anEntryOnASiteIsNotSaidToBeOnAServer() {
            differences.removed("extras_journalentry", "id=9 assigned_object_id=7 assigned_object_type_id=5");
            assertThat(foreign(ZERO, TWO)).containsExactly(change("extras_journalentry", "[id 9] removed since"));
        }

        @Test
        void ourEntryThatSaysSomethingElseNowIsNot() {
            differences.changed("extras_journalentry", "id=700 comments=ours", "id=700 comments=theirs");
            assertThat(foreign(TWO, TWO)).isEmpty();
        }

        @Test
        void anotherTagOnAProductionCableIsForeign() {
            differences.added("extras_taggeditem", "id=3 object_id=701 content_type_id=3 tag_id=5");
            assertThat(foreign(ZERO, TWO)).containsExactly(change("extras_taggeditem", "[id 3] added since"));
        }

        @Test
        void ourTagOnSomethingElseIsForeign() {
            differences
                    .added("extras_taggeditem", "id=3 object_id=701 content_type_id=5 tag_id=99")
                    .added("extras_taggeditem", "id=4 object_id=5 content_type_id=3 tag_id=99");
            assertThat(foreign(ZERO, TWO))
                    .containsExactly(new ForeignChange(
                            "extras_taggeditem", 2, List.of("[id 3] added since", "[id 4] added since")));
        }

        @Test
        void ourTagWithAnotherColorIsForeignAsIsAnotherTag() {
            differences
                    .changed("extras_tag", "id=99 slug=poc-state color=1", "id=99 slug=poc-state color=2")
                    .added("extras_tag", "id=5 slug=theirs color=1");
            assertThat(foreign(ZERO, TWO))
                    .containsExactly(new ForeignChange(
                            "extras_tag", 2, List.of("[theirs] added since", "[poc-state]: color changed")));
        }
    }

    @Nested
    class OtherTables {

        @Test
        void allRowsAreForeignAndThreeAreShownInOrder() {
            differences.changed(
                    "dcim_site",
                    "id=1 slug=dc-north name=a description=b last_updated=1",
                    "id=1 slug=dc-north name=c description=d last_updated=2");
            for (int id = 12; id > 8; id--) {
                differences.added("dcim_site", "id=" + id + " slug=new-" + id);
            }
            assertThat(foreign(ZERO, TWO))
                    .containsExactly(new ForeignChange(
                            "dcim_site",
                            5,
                            List.of(
                                    "[dc-north]: name, description changed",
                                    "[new-9] added since",
                                    "[new-10] added since")));
        }

        @Test
        void aRowOfWhichOnlyDerivedColumnsDifferIsNot() {
            differences.changed("dcim_rack", "id=1 name=r _abs_weight=1", "id=1 name=r _abs_weight=2");
            assertThat(foreign(ZERO, TWO)).isEmpty();
        }

        @Test
        void aComponentIsNamedWithItsServer() {
            differences.changed(
                    "dcim_interface", "id=72 device_id=7 name=eth0 mtu=", "id=72 device_id=7 name=eth0 mtu=9000");
            assertThat(foreign(ZERO, TWO)).containsExactly(change("dcim_interface", "[srv-7 eth0]: mtu changed"));
        }

        @Test
        void contentsAreNeverRepeated() {
            differences.changed(
                    "users_user", "id=1 username=admin password=hash1", "id=1 username=admin password=hash2");
            assertThat(foreign(ZERO, TWO)).containsExactly(change("users_user", "[admin]: password changed"));
        }
    }

    private List<ForeignChange> foreign(Inventory live, Inventory kept) {
        return new ForeignRows(SETTINGS, new TableParts(true)).among(live, kept, differences);
    }

    private static ForeignChange change(String table, String example) {
        return new ForeignChange(table, 1, List.of(example));
    }
}
