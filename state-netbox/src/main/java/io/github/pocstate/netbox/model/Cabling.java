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
 * @param reason why the cables cannot be exchanged, empty when they can
 * @since 0.1
 */
public record Cabling(List<ProductionNic> nics, Layout layout, Optional<Wiring> asBuilt, String reason) {

    /** How the production cables of a server lie. */
    public enum Layout {
        /** As built. */
        AS_BUILT,
        /** The far ends are exchanged. */
        INVERTED,
        /** In the middle of an exchange: an end hangs loose, a cable or a tag is missing. */
        BETWEEN,
        /** Nothing that could be exchanged; it is left alone. */
        UNTOUCHABLE
    }

    /**
     * Copies the list.
     *
     * @param nics the production NICs, two at most, in natural name order
     * @param layout how the cables lie
     * @param asBuilt the wiring as built, when it is known
     * @param reason why the cables cannot be exchanged, empty when they can
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
        if (nics.size() < 2) {
            return untouchable(nics, "has fewer than two production NICs");
        }
        ProductionNic first = nics.get(0);
        ProductionNic second = nics.get(1);
        if (first.cable().isPresent()
                && first.cable().map(CableEnd::cableId).equals(second.cable().map(CableEnd::cableId))) {
            return untouchable(nics, "has both production NICs on one cable");
        }
        Optional<Wiring> recorded = record.filter(wiring -> fits(wiring, first, second));
        return first.far().isPresent() && second.far().isPresent()
                ? complete(nics, wiring(first, second), recorded)
                : recorded.map(wiring -> new Cabling(nics, Layout.BETWEEN, Optional.of(wiring), ""))
                        .orElseGet(() -> untouchable(nics, "has no two cabled production NICs"));
    }

    /**
     * A cabling that is left alone.
     *
     * @param nics the production NICs
     * @param reason why
     * @return the cabling
     */
    public static Cabling untouchable(List<ProductionNic> nics, String reason) {
        return new Cabling(nics, Layout.UNTOUCHABLE, Optional.empty(), reason);
    }

    private static Cabling complete(List<ProductionNic> nics, Wiring current, Optional<Wiring> recorded) {
        long marked = nics.stream().filter(ProductionNic::isMarked).count();
        if (recorded.isPresent()) {
            boolean exchanged = recorded.get().exchanged().isSameAs(current);
            Layout clean = exchanged ? Layout.INVERTED : Layout.AS_BUILT;
            boolean tagsFit = marked == (exchanged ? 2 : 0);
            Wiring asBuilt = new Wiring(
                    recorded.get().first().with(current.first().cable()),
                    recorded.get().second().with(current.second().cable()));
            return new Cabling(nics, tagsFit ? clean : Layout.BETWEEN, Optional.of(asBuilt), "");
        }
        if (marked == 1) {
            return untouchable(nics, "has one production cable tagged as inverted and one not");
        }
        return marked == 2
                ? new Cabling(nics, Layout.INVERTED, Optional.of(current.exchanged()), "")
                : new Cabling(nics, Layout.AS_BUILT, Optional.of(current), "");
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

    private static Wiring wiring(ProductionNic first, ProductionNic second) {
        return new Wiring(link(first), link(second));
    }

    private static Link link(ProductionNic nic) {
        CableEnd cable = nic.cable().orElseThrow();
        return new Link(nic.name(), cable.far().orElseThrow(), cable.attributes());
    }
}
