package io.github.pocstate.netbox.model;

import java.util.List;
import java.util.Map;

/**
 * Where the two production NICs of a server lead to.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param first the first NIC in natural name order
 * @param second the second NIC
 * @since 0.1
 */
public record Wiring(Link first, Link second) {

    /**
     * A NIC and what it leads to.
     *
     * @param nic name of the NIC
     * @param far what it leads to
     * @param cable label, color and the like of its cable; empty unless cables are deleted and created
     */
    public record Link(String nic, FarEnd far, Map<String, Object> cable) {

        /**
         * Copies the attributes.
         *
         * @param nic name of the NIC
         * @param far what it leads to
         * @param cable label, color and the like of its cable; empty unless cables are deleted and created
         */
        public Link {
            cable = Map.copyOf(cable);
        }

        /** The same with the attributes that its cable has now; those known before where none were read. */
        Link with(Map<String, Object> attributes) {
            return attributes.isEmpty() ? this : new Link(nic, far, attributes);
        }

        private Link to(FarEnd other) {
            return new Link(nic, other, cable);
        }
    }

    /**
     * The same NICs and cables with their far ends exchanged.
     *
     * @return the other wiring
     */
    public Wiring exchanged() {
        return new Wiring(first.to(second.far), second.to(first.far));
    }

    /**
     * Tells whether the cables of both have the same attributes.
     *
     * @param other the other wiring
     * @return true for the same labels, colors and the like
     */
    public boolean hasSameCablesAs(Wiring other) {
        return first.cable.equals(other.first.cable) && second.cable.equals(other.second.cable);
    }

    /**
     * Both links.
     *
     * @return first and second
     */
    public List<Link> links() {
        return List.of(first, second);
    }

    /**
     * Tells whether both lead to the same ports.
     *
     * @param other the other wiring
     * @return true for the same NICs and ports
     */
    public boolean isSameAs(Wiring other) {
        return first.nic.equals(other.first.nic)
                && second.nic.equals(other.second.nic)
                && first.far.isSamePortAs(other.first.far)
                && second.far.isSamePortAs(other.second.far);
    }
}
