package io.github.pocstate.netbox.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A server as NetBox shows it.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param id id of the device
 * @param name name of the device
 * @param status its status
 * @param siteId id of its site
 * @param oobIp id of its out-of-band address
 * @param bmc its BMC interface
 * @param addresses the addresses on its BMC and management interfaces
 * @param cabling its production cables
 * @param journal the journal entries of ours on it, oldest first
 * @since 0.1
 */
public record Server(
        long id,
        String name,
        String status,
        OptionalLong siteId,
        OptionalLong oobIp,
        Optional<BmcInterface> bmc,
        List<Address> addresses,
        Cabling cabling,
        List<JournalEntry> journal) {

    /**
     * Copies the lists.
     *
     * @param id id of the device
     * @param name name of the device
     * @param status its status
     * @param siteId id of its site
     * @param oobIp id of its out-of-band address
     * @param bmc its BMC interface
     * @param addresses the addresses on its BMC and management interfaces
     * @param cabling its production cables
     * @param journal the journal entries of ours on it, oldest first
     */
    public Server {
        addresses = List.copyOf(addresses);
        journal = List.copyOf(journal);
    }

    /**
     * Finds the entry of ours that holds the wiring as built.
     *
     * @return the newest such entry
     */
    public Optional<Wiring> recordedWiring() {
        return journal.stream().flatMap(entry -> entry.note().wiring().stream()).reduce((older, newer) -> newer);
    }

    /**
     * The same server with other production cables.
     *
     * @param other the cables
     * @return the server
     */
    public Server withCabling(Cabling other) {
        return new Server(id, name, status, siteId, oobIp, bmc, addresses, other, journal);
    }
}
