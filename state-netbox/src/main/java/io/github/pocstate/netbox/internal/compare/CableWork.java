package io.github.pocstate.netbox.internal.compare;

import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.model.CableEnd;
import io.github.pocstate.netbox.model.FarEnd;
import io.github.pocstate.netbox.model.ProductionNic;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.model.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The production cables of one server and where they must lead; handled together, since each takes the other's port.
 *
 * @param server the server
 * @param wanted the wiring they must have
 * @param inverted whether that is the inverted wiring, so that the cables carry our tag
 */
public record CableWork(Server server, Wiring wanted, boolean inverted) {

    /** Cables are NetBox's most expensive objects: some 100 ms each, three of them per server. */
    public static final int FIRST_BATCH = 5;

    /** Both ends of the work, one per NIC. */
    public List<NicWork> nics() {
        List<ProductionNic> nics = server.cabling().nics();
        return List.of(
                NicWork.of(nics.get(0), wanted.first(), inverted), NicWork.of(nics.get(1), wanted.second(), inverted));
    }

    /**
     * The cable that must let go of its far end first: of two that exchange their ends the one with the higher id,
     * since NetBox changes cables in the order of their ids.
     */
    public Optional<CableEnd> toDetach() {
        List<CableEnd> moving = nics().stream()
                .filter(NicWork::mustMove)
                .flatMap(work -> work.nic().cable().stream())
                .toList();
        return moving.size() < 2
                ? Optional.empty()
                : moving.stream()
                        .filter(cable -> cable.far().isPresent())
                        .max((left, right) -> Long.compare(left.cableId(), right.cableId()))
                        .filter(cable -> moving.stream().allMatch(other -> other.cableId() <= cable.cableId()));
    }

    /** The cables that are there. */
    public Stream<CableEnd> cables() {
        return server.cabling().nics().stream().flatMap(nic -> nic.cable().stream());
    }

    /** The NICs whose cable is written. */
    public Stream<NicWork> changing() {
        return nics().stream().filter(work -> work.mustMove() || work.mustChangeMark());
    }

    public boolean concerns(long cableId) {
        return nics().stream()
                .anyMatch(work -> work.nic()
                        .cable()
                        .map(CableEnd::cableId)
                        .filter(id -> id == cableId)
                        .isPresent());
    }

    /**
     * One NIC and where its cable must lead.
     *
     * @param nic the NIC as it is
     * @param far what its cable must lead to
     * @param marked whether its cable must carry our tag
     * @param attributes attributes of its cable, or those on record when it is gone, for one that is made anew
     */
    public record NicWork(ProductionNic nic, FarEnd far, boolean marked, Map<String, Object> attributes) {

        static NicWork of(ProductionNic nic, Wiring.Link wanted, boolean marked) {
            Map<String, Object> attributes =
                    nic.cable().map(CableEnd::attributes).orElse(wanted.cable());
            return new NicWork(nic, wanted.far(), marked, attributes);
        }

        /** Both ports of the wanted cable as NetBox's messages name them, such as {@code dcim.interface 17}. */
        public Stream<String> ports() {
            return Stream.concat(
                    Stream.of(ObjectTypes.INTERFACE + " " + nic.interfaceId()),
                    far.portIds().stream().map(port -> far.objectType() + " " + port));
        }

        public boolean mustMove() {
            return nic.far().filter(far::isSamePortAs).isEmpty();
        }

        public boolean mustChangeMark() {
            return nic.cable().map(cable -> cable.marked() != marked).orElse(true);
        }
    }
}
