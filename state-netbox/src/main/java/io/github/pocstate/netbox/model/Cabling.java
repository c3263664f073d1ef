package io.github.pocstate.netbox.model;

import io.github.pocstate.netbox.model.Wiring.Link;
import java.util.List;
import java.util.Optional;

/**
 * The production cabling of a server: how it is, and how it was built.
 *
 * <p>An inversion is told by our tag on both cables, or by the record in our journal entry, which is written before a
 * cable is touched. So it can be told and undone at any moment, also between the two requests of an exchange.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param nics the production NICs, two at most, in natural name order
 * @param layout how the cables lie
 * @param asBuilt the wiring as built, when it is known
 * @param obstacle why the cables are left alone; empty when they can be exchanged
 * @since 0.1
 */
public record Cabling(List<ProductionNic> nics, Layout layout, Optional<Wiring> asBuilt, Optional<Obstacle> obstacle) {

    /** How the production cables of a server lie. */
    public enum Layout {
        /** As built. */
        AS_BUILT,
        /** The far ends are exchanged. */
        INVERTED,
        /** In the middle of an exchange: an end hangs loose, a cable or a tag is missing. */
        BETWEEN,
        /** Nothing that could be exchanged; the cables are left alone. */
        UNTOUCHABLE,
        /**
         * Our tag or our journal entry says that the cables were inverted, and they were changed since. They are left alone,
         * and no phase is reached until a person has decided.
         */
        CHANGED_BY_OTHERS
    }

    private static final String OWN_CABLES =
            "cable two production NICs of this server in NetBox, each with its own cable";
    private static final Obstacle TOO_FEW_NICS = new Obstacle("has fewer than two production NICs", OWN_CABLES);
    private static final Obstacle ONE_CABLE = new Obstacle("has both production NICs on one cable", OWN_CABLES);
    private static final Obstacle NOT_CABLED = new Obstacle("has no two cabled production NICs", OWN_CABLES);
    private static final Obstacle ONE_TAG =
            new Obstacle("has one production cable tagged as inverted and one not", OWN_CABLES);
    private static final Obstacle OTHER_PORTS =
            new Obstacle("has production cables that lead to other ports than the journal entry records", OWN_CABLES);

    /**
     * Copies the list.
     *
     * @param nics the production NICs, two at most, in natural name order
     * @param layout how the cables lie
     * @param asBuilt the wiring as built, when it is known
     * @param obstacle why the cables are left alone; empty when they can be exchanged
     */
    public Cabling {
        nics = List.copyOf(nics);
    }

    /**
     * Tells how the cables lie.
     *
     * @param nics the production NICs, in natural name order
     * @param record the wiring as built that our journal entry holds, if there is one
     * @return the cabling
     */
    public static Cabling of(List<ProductionNic> nics, Optional<Wiring> record) {
        boolean touched = record.isPresent() || nics.stream().anyMatch(ProductionNic::isMarked);
        Optional<Wiring> recorded = record.filter(wiring -> nics.size() == 2 && fits(wiring, nics.get(0), nics.get(1)));
        Optional<Obstacle> obstacle = obstacle(nics)
                .or(() -> record.isPresent() && recorded.isEmpty() ? Optional.of(OTHER_PORTS) : Optional.empty());
        if (obstacle.isPresent()) {
            return leftAlone(nics, obstacle.get(), touched);
        }
        boolean connected = nics.stream().allMatch(nic -> nic.far().isPresent());
        if (recorded.isPresent()) {
            return connected
                    ? onRecord(nics, recorded.get())
                    : new Cabling(nics, Layout.BETWEEN, recorded, Optional.empty());
        }
        return connected ? withoutRecord(nics) : leftAlone(nics, NOT_CABLED, touched);
    }

    private static Optional<Obstacle> obstacle(List<ProductionNic> nics) {
        if (nics.size() < 2) {
            return Optional.of(TOO_FEW_NICS);
        }
        List<CableEnd> cables =
                nics.stream().flatMap(nic -> nic.cable().stream()).toList();
        return cables.stream().map(CableEnd::cableId).distinct().count() < cables.size()
                ? Optional.of(ONE_CABLE)
                : cables.stream().flatMap(cable -> cable.obstacle().stream()).findFirst();
    }

    /**
     * A cabling that is left alone.
     *
     * @param nics the production NICs
     * @param obstacle why
     * @return the cabling
     */
    public static Cabling untouchable(List<ProductionNic> nics, Obstacle obstacle) {
        return new Cabling(nics, Layout.UNTOUCHABLE, Optional.empty(), Optional.of(obstacle));
    }

    private static Cabling leftAlone(List<ProductionNic> nics, Obstacle obstacle, boolean touched) {
        return touched
                ? new Cabling(nics, Layout.CHANGED_BY_OTHERS, Optional.empty(), Optional.of(changedSince(obstacle)))
                : untouchable(nics, obstacle);
    }

    private static Obstacle changedSince(Obstacle obstacle) {
        return new Obstacle(
                obstacle.reason() + ", although our tag or journal entry says that they were inverted",
                "put the production cables back as the journal entry records them; if they are right as they are, remove"
                        + " that entry and our tag from the cables");
    }

    private static Cabling onRecord(List<ProductionNic> nics, Wiring recorded) {
        Wiring current = wiring(nics);
        boolean exchanged = recorded.exchanged().isSameAs(current);
        boolean tagsFit = marked(nics) == (exchanged ? 2 : 0);
        Layout clean = exchanged ? Layout.INVERTED : Layout.AS_BUILT;
        Wiring asBuilt = new Wiring(
                recorded.first().with(current.first().cable()),
                recorded.second().with(current.second().cable()));
        return new Cabling(nics, tagsFit ? clean : Layout.BETWEEN, Optional.of(asBuilt), Optional.empty());
    }

    private static Cabling withoutRecord(List<ProductionNic> nics) {
        Wiring current = wiring(nics);
        return switch ((int) marked(nics)) {
            case 0 -> new Cabling(nics, Layout.AS_BUILT, Optional.of(current), Optional.empty());
            case 1 -> leftAlone(nics, ONE_TAG, true);
            default -> new Cabling(nics, Layout.INVERTED, Optional.of(current.exchanged()), Optional.empty());
        };
    }

    private static long marked(List<ProductionNic> nics) {
        return nics.stream().filter(ProductionNic::isMarked).count();
    }

    /** A record counts only while every connected NIC leads to one of the two recorded ports. */
    private static boolean fits(Wiring record, ProductionNic first, ProductionNic second) {
        return record.first().nic().equals(first.name())
                && record.second().nic().equals(second.name())
                && List.of(first, second).stream()
                        .flatMap(nic -> nic.far().stream())
                        .allMatch(far -> record.links().stream()
                                .anyMatch(link -> link.far().isSamePortAs(far)));
    }

    private static Wiring wiring(List<ProductionNic> two) {
        return new Wiring(link(two.get(0)), link(two.get(1)));
    }

    private static Link link(ProductionNic nic) {
        CableEnd cable = nic.cable().orElseThrow();
        return new Link(nic.name(), cable.far().orElseThrow(), cable.attributes());
    }
}
