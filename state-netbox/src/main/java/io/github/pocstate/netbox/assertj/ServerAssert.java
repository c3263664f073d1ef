package io.github.pocstate.netbox.assertj;

import io.github.pocstate.netbox.model.Cabling.Layout;
import io.github.pocstate.netbox.model.ProductionNic;
import io.github.pocstate.netbox.model.Server;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on one server.
 *
 * <p>This class is not thread-safe.
 *
 * @since 0.1
 */
public final class ServerAssert extends AbstractAssert<ServerAssert, Server> {

    private final LabAssert lab;

    ServerAssert(Server server, LabAssert lab) {
        super(server, ServerAssert.class);
        this.lab = lab;
    }

    /**
     * It has this status.
     *
     * @param status such as {@code failed}
     * @return this
     */
    public ServerAssert hasStatus(String status) {
        return has(Trait.status(status));
    }

    /**
     * It has this address on its BMC interface.
     *
     * @param address with the length of the prefix, such as {@code 10.55.1.7/24}
     * @return this
     */
    public ServerAssert hasBmcAddress(String address) {
        return has(Trait.bmcAddress(address));
    }

    /**
     * It has no address on its BMC and management interfaces.
     *
     * @return this
     */
    public ServerAssert hasNoAddress() {
        return has(Trait.noAddress());
    }

    /**
     * Its production cables lie as built.
     *
     * @return this
     */
    public ServerAssert hasCablesAsBuilt() {
        return has(Trait.cables(Layout.AS_BUILT));
    }

    /**
     * The far ends of its production cables are exchanged.
     *
     * @return this
     */
    public ServerAssert hasInvertedCables() {
        return has(Trait.cables(Layout.INVERTED));
    }

    /**
     * One of our journal entries on it is of this kind and contains this text.
     *
     * @param kind info, success, warning or danger
     * @param part part of its text
     * @return this
     */
    public ServerAssert hasJournalEntry(String kind, String part) {
        return has(Trait.journalEntry(kind, part));
    }

    /**
     * None of our journal entries is on it.
     *
     * @return this
     */
    public ServerAssert hasNoJournalEntry() {
        return has(Trait.noJournalEntry());
    }

    /**
     * Goes on with one of its two production NICs.
     *
     * @param name name of the interface
     * @return assertions on it
     */
    public NicAssert nic(String name) {
        Optional<ProductionNic> found = actual.cabling().nics().stream()
                .filter(nic -> nic.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            failWithMessage(
                    "%s",
                    "Expected server [" + actual.name() + "] to have a production NIC [" + name + "], but it has "
                            + actual.cabling().nics().stream()
                                    .map(ProductionNic::name)
                                    .toList()
                            + ".");
        }
        return new NicAssert(found.orElseThrow(), actual.name(), this);
    }

    /**
     * Goes back to the lab.
     *
     * @return assertions on the lab
     */
    public LabAssert lab() {
        return lab;
    }

    private ServerAssert has(Trait trait) {
        if (!trait.holds().test(actual)) {
            failWithMessage(
                    "%s",
                    "Expected server [" + actual.name() + "] to " + trait.wanted() + ", but it "
                            + trait.found().apply(actual) + ".");
        }
        return this;
    }
}
