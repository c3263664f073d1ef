package io.github.pocstate.netbox.assertj;

import io.github.pocstate.netbox.model.Cabling.Layout;
import io.github.pocstate.netbox.model.Server;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions that hold for each of many servers.
 *
 * <p>This class is not thread-safe.
 *
 * @since 0.1
 */
public final class ServersAssert extends AbstractAssert<ServersAssert, List<Server>> {

    private final LabAssert lab;

    ServersAssert(List<Server> servers, LabAssert lab) {
        super(servers, ServersAssert.class);
        this.lab = lab;
    }

    /**
     * Each has this status.
     *
     * @param status such as {@code failed}
     * @return this
     */
    public ServersAssert haveStatus(String status) {
        return have(Trait.status(status));
    }

    /**
     * Each has an address on its BMC interface.
     *
     * @return this
     */
    public ServersAssert haveBmcAddress() {
        return have(Trait.bmcAddress());
    }

    /**
     * None has an address on its BMC and management interfaces.
     *
     * @return this
     */
    public ServersAssert haveNoAddress() {
        return have(Trait.noAddress());
    }

    /**
     * The production cables of each lie as built.
     *
     * @return this
     */
    public ServersAssert haveCablesAsBuilt() {
        return have(Trait.cables(Layout.AS_BUILT));
    }

    /**
     * The far ends of the production cables of each are exchanged.
     *
     * @return this
     */
    public ServersAssert haveInvertedCables() {
        return have(Trait.cables(Layout.INVERTED));
    }

    /**
     * Each has a journal entry of ours of this kind that contains this text.
     *
     * @param kind info, success, warning or danger
     * @param part part of its text
     * @return this
     */
    public ServersAssert haveJournalEntry(String kind, String part) {
        return have(Trait.journalEntry(kind, part));
    }

    /**
     * None has a journal entry of ours.
     *
     * @return this
     */
    public ServersAssert haveNoJournalEntry() {
        return have(Trait.noJournalEntry());
    }

    /**
     * Goes back to the lab.
     *
     * @return assertions on the lab
     */
    public LabAssert lab() {
        return lab;
    }

    private ServersAssert have(Trait trait) {
        List<String> offenders = actual.stream()
                .filter(trait.holds().negate())
                .map(server -> "[" + server.name() + "] " + trait.found().apply(server))
                .toList();
        if (!offenders.isEmpty()) {
            failWithMessage(
                    "%s",
                    "Expected all " + actual.size() + " servers to " + trait.wanted() + ", but " + offenders.size()
                            + (offenders.size() == 1 ? " does not: " : " do not: ")
                            + Sentences.first(offenders, ", ") + ".");
        }
        return this;
    }
}
