package io.github.pocstate.netbox.model;

import static io.github.pocstate.netbox.Specimens.asBuilt;
import static io.github.pocstate.netbox.Specimens.cabled;
import static io.github.pocstate.netbox.Specimens.nic;
import static io.github.pocstate.netbox.Specimens.port;
import static io.github.pocstate.netbox.Specimens.wiring;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.netbox.model.Cabling.Layout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CablingTest {
    private static final Optional<Wiring> NO_RECORD = Optional.empty();
    private static final Optional<Wiring> RECORD = Optional.of(asBuilt(1));
    private static final Obstacle SHARED = new Obstacle("shares a cable", "do not");
    private static final long P1 = 1001;
    private static final long P2 = 1002;

    private static Cabling of(ProductionNic first, ProductionNic second, Optional<Wiring> record) {
        return Cabling.of(List.of(first, second), record);
    }

    private static ProductionNic plain(int number, long port) {
        return cabled(1, number, port);
    }

    private static ProductionNic tagged(int number, long port) {
        return cabled(1, number, Optional.of(port(port)), true);
    }

    private static ProductionNic loose(int number, boolean marked) {
        return cabled(1, number, Optional.empty(), marked);
    }

    private static void assertCabling(Cabling cabling, Layout layout, Optional<Wiring> asBuilt, String reason) {
        assertThat(cabling.layout()).isEqualTo(layout);
        assertThat(cabling.asBuilt()).isEqualTo(asBuilt);
        assertThat(cabling.obstacle().map(Obstacle::reason).orElse("")).isEqualTo(reason);
    }

    private static void assertChangedByOthers(Cabling cabling, String reason) {
        assertCabling(
                cabling,
                Layout.CHANGED_BY_OTHERS,
                Optional.empty(),
                reason + ", although our tag or journal entry says that they were inverted");
    }

    private static ProductionNic foreign(int number, boolean marked) {
        CableEnd cable = new CableEnd(
                100 + number, "A", Optional.of(port(1000 + number)), marked, Map.of(), Optional.of(SHARED));
        return new ProductionNic(12 + number, "eth" + (number - 1), Optional.of(cable));
    }

    @Nested
    class WithACableThatIsNotOurs {
        @Test
        void itIsLeftAlone() {
            assertCabling(
                    of(foreign(1, false), plain(2, P2), NO_RECORD),
                    Layout.UNTOUCHABLE,
                    Optional.empty(),
                    SHARED.reason());
            assertCabling(
                    of(plain(1, P1), foreign(2, false), NO_RECORD),
                    Layout.UNTOUCHABLE,
                    Optional.empty(),
                    SHARED.reason());
        }

        @Test
        void ourTagOrRecordSaysThatItWasOurs() {
            assertChangedByOthers(of(foreign(1, true), plain(2, P2), NO_RECORD), SHARED.reason());
            assertChangedByOthers(of(plain(1, P1), foreign(2, false), RECORD), SHARED.reason());
        }
    }

    @Nested
    class WithoutARecord {
        @Test
        void cablesWithoutTagsAreAsBuilt() {
            assertCabling(of(plain(1, P1), plain(2, P2), NO_RECORD), Layout.AS_BUILT, RECORD, "");
        }

        @Test
        void twoTaggedCablesAreInvertedAndTheExchangeIsAsBuilt() {
            assertCabling(of(tagged(1, P2), tagged(2, P1), NO_RECORD), Layout.INVERTED, RECORD, "");
        }

        @Test
        void oneTaggedCableWasChangedByOthers() {
            String reason = "has one production cable tagged as inverted and one not";
            assertChangedByOthers(of(tagged(1, P1), plain(2, P2), NO_RECORD), reason);
            assertChangedByOthers(of(plain(1, P1), tagged(2, P2), NO_RECORD), reason);
        }

        @Test
        void aLooseEndOrAMissingCableIsLeftAlone() {
            String reason = "has no two cabled production NICs";
            assertCabling(of(plain(1, P1), loose(2, false), NO_RECORD), Layout.UNTOUCHABLE, Optional.empty(), reason);
            assertChangedByOthers(of(loose(1, true), tagged(2, P1), NO_RECORD), reason);
            assertCabling(of(plain(1, P1), nic(1, 2), NO_RECORD), Layout.UNTOUCHABLE, Optional.empty(), reason);
            assertCabling(of(nic(1, 1), nic(1, 2), NO_RECORD), Layout.UNTOUCHABLE, Optional.empty(), reason);
        }
    }

    @Nested
    class WithARecord {
        @Test
        void cablesThatLieAsRecordedAreAsBuilt() {
            assertCabling(of(plain(1, P1), plain(2, P2), RECORD), Layout.AS_BUILT, RECORD, "");
        }

        @Test
        void exchangedAndTaggedCablesAreInverted() {
            assertCabling(of(tagged(1, P2), tagged(2, P1), RECORD), Layout.INVERTED, RECORD, "");
        }

        @Test
        void exchangedCablesThatMissATagAreBetween() {
            assertCabling(of(plain(1, P2), plain(2, P1), RECORD), Layout.BETWEEN, RECORD, "");
            assertCabling(of(tagged(1, P2), plain(2, P1), RECORD), Layout.BETWEEN, RECORD, "");
        }

        @Test
        void cablesAsBuiltThatStillCarryATagAreBetween() {
            assertCabling(of(tagged(1, P1), tagged(2, P2), RECORD), Layout.BETWEEN, RECORD, "");
            assertCabling(of(plain(1, P1), tagged(2, P2), RECORD), Layout.BETWEEN, RECORD, "");
        }

        @Test
        void looseEndsAreBetween() {
            assertCabling(of(plain(1, P1), loose(2, false), RECORD), Layout.BETWEEN, RECORD, "");
            assertCabling(of(loose(1, true), tagged(2, P1), RECORD), Layout.BETWEEN, RECORD, "");
            assertCabling(of(loose(1, false), loose(2, false), RECORD), Layout.BETWEEN, RECORD, "");
        }

        @Test
        void missingCablesAreBetween() {
            assertCabling(of(nic(1, 1), plain(2, P2), RECORD), Layout.BETWEEN, RECORD, "");
            assertCabling(of(nic(1, 1), nic(1, 2), RECORD), Layout.BETWEEN, RECORD, "");
        }

        @Test
        void theRecordedNamesAndAttributesWinOverThoseRead() {
            Wiring detailed = new Wiring(
                    new Wiring.Link(
                            "eth0",
                            new FarEnd("dcim.interface", List.of(P1), "old name", "old port"),
                            Map.of("label", "L1")),
                    asBuilt(1).second());

            assertThat(of(tagged(1, P2), tagged(2, P1), Optional.of(detailed)).asBuilt())
                    .contains(detailed);
        }
    }

    @Nested
    class WithARecordThatDoesNotFit {
        private static final String REASON =
                "has production cables that lead to other ports than the journal entry records";
        private static final Optional<Wiring> OTHER_PORT = Optional.of(wiring(P1, 5555));

        @Test
        void otherPortsAreNotTakenForTheWiringAsBuilt() {
            assertChangedByOthers(of(plain(1, P1), plain(2, P2), OTHER_PORT), REASON);
            assertChangedByOthers(of(tagged(1, P2), tagged(2, P1), OTHER_PORT), REASON);
        }

        @Test
        void otherNicsAreNotTakenForThoseOnRecord() {
            Wiring otherNics = new Wiring(
                    new Wiring.Link("eth1", port(P1), Map.of()), new Wiring.Link("eth0", port(P2), Map.of()));

            assertChangedByOthers(of(plain(1, P1), plain(2, P2), Optional.of(otherNics)), REASON);
        }

        @Test
        void anotherTypeOfPortIsAnotherPort() {
            Wiring frontPorts = new Wiring(
                    new Wiring.Link("eth0", new FarEnd("dcim.frontport", List.of(P1), "d", "p"), Map.of()),
                    new Wiring.Link("eth1", new FarEnd("dcim.frontport", List.of(P2), "d", "p"), Map.of()));

            assertChangedByOthers(of(plain(1, P1), plain(2, P2), Optional.of(frontPorts)), REASON);
        }

        @Test
        void aLooseEndBesideAForeignPortIsLeftAlone() {
            assertChangedByOthers(of(plain(1, P2), loose(2, false), OTHER_PORT), REASON);
        }
    }

    @Nested
    class WithoutTwoCablesOfItsOwn {
        @Test
        void bothNicsOnOneCableAreLeftAlone() {
            CableEnd shared = new CableEnd(5, "A", Optional.of(port(P1)), false, Map.of(), Optional.empty());
            ProductionNic first = new ProductionNic(13, "eth0", Optional.of(shared));
            ProductionNic second = new ProductionNic(14, "eth1", Optional.of(shared));

            String reason = "has both production NICs on one cable";
            assertCabling(of(first, second, NO_RECORD), Layout.UNTOUCHABLE, Optional.empty(), reason);
            assertChangedByOthers(of(first, second, RECORD), reason);
        }

        @Test
        void fewerThanTwoNicsAreLeftAlone() {
            String reason = "has fewer than two production NICs";
            assertCabling(Cabling.of(List.of(), NO_RECORD), Layout.UNTOUCHABLE, Optional.empty(), reason);
            assertCabling(Cabling.of(List.of(plain(1, P1)), NO_RECORD), Layout.UNTOUCHABLE, Optional.empty(), reason);
            assertChangedByOthers(Cabling.of(List.of(plain(1, P1)), RECORD), reason);
        }
    }

    @Nested
    class AWiring {
        @Test
        void exchangedTwiceIsTheSame() {
            Wiring wiring = new Wiring(
                    new Wiring.Link("eth0", port(1), Map.of("label", "one")),
                    new Wiring.Link("eth1", port(2), Map.of("label", "two")));

            assertThat(wiring.exchanged().exchanged()).isEqualTo(wiring);
            assertThat(wiring.exchanged().isSameAs(wiring)).isFalse();
        }

        @Test
        void exchangedKeepsNicsAndCablesInPlace() {
            Wiring exchanged = new Wiring(
                            new Wiring.Link("eth0", port(1), Map.of("label", "one")),
                            new Wiring.Link("eth1", port(2), Map.of("label", "two")))
                    .exchanged();

            assertThat(exchanged.first()).isEqualTo(new Wiring.Link("eth0", port(2), Map.of("label", "one")));
            assertThat(exchanged.second()).isEqualTo(new Wiring.Link("eth1", port(1), Map.of("label", "two")));
        }

        @Test
        void isTheSameWhateverPortsAndDevicesAreCalled() {
            Wiring renamed = new Wiring(
                    new Wiring.Link("eth0", new FarEnd("dcim.interface", List.of(P1), "x", "y"), Map.of("a", 1)),
                    new Wiring.Link("eth1", new FarEnd("dcim.interface", List.of(P2), "x", "z"), Map.of()));

            assertThat(renamed.isSameAs(asBuilt(1))).isTrue();
        }

        @Test
        void portsOfACableThatFansOutAreTheSameInAnyOrder() {
            FarEnd some = new FarEnd("dcim.interface", List.of(2L, 1L), "x", "y");

            assertThat(some.isSamePortAs(new FarEnd("dcim.interface", List.of(1L, 2L), "", "")))
                    .isTrue();
            assertThat(some.isSamePortAs(new FarEnd("dcim.interface", List.of(1L), "x", "y")))
                    .isFalse();
        }
    }
}
