package io.github.pocstate.netbox.internal.write;

import inet.ipaddr.IPAddress;
import io.github.pocstate.netbox.model.Address;
import io.github.pocstate.netbox.model.HostAddress;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What earlier steps of a plan made and later ones need: the ids of addresses and of our tag, and which objects of which
 * server were refused; thread-safe.
 */
public final class Workspace {

    /** Parts of a server that later steps build on. */
    enum Part {
        STATUS("its status was refused"),
        JOURNAL("its journal entry was refused"),
        CABLES("its cables were refused");

        private final String words;

        Part(String words) {
            this.words = words;
        }
    }

    private final Map<Long, Long> addressIds;
    private final Map<Long, Set<Part>> refused = new ConcurrentHashMap<>();
    private final Map<Long, IPAddress> leaving = new ConcurrentHashMap<>();
    private volatile OptionalLong tagId;

    public Workspace(Map<Long, Long> addressIds, OptionalLong tagId) {
        this.addressIds = new ConcurrentHashMap<>(addressIds);
        this.tagId = tagId;
    }

    void addressMade(long deviceId, long addressId) {
        addressIds.put(deviceId, addressId);
    }

    /** The address of a device; empty when NetBox refused it. */
    Optional<Long> addressOf(long deviceId) {
        return Optional.ofNullable(addressIds.get(deviceId));
    }

    void refused(long deviceId, Part part) {
        refused.computeIfAbsent(deviceId, id -> ConcurrentHashMap.newKeySet()).add(part);
    }

    /** Why a server gets nothing that builds on these parts. */
    Optional<String> obstacle(long deviceId, Part... needed) {
        Set<Part> missing = refused.getOrDefault(deviceId, Set.of());
        return Stream.of(needed).filter(missing::contains).findFirst().map(part -> part.words);
    }

    /** Addresses that must go before their hosts are given to others. */
    public void mustGo(Stream<Address> addresses) {
        addresses.forEach(
                address -> leaving.put(address.id(), address.host().getLower().withoutPrefixLength()));
    }

    void gone(Address address) {
        leaving.remove(address.id());
    }

    /** Whether a host is still held by an address that must go, since NetBox refused to remove it. */
    boolean isHeld(HostAddress address) {
        return leaving.containsValue(address.host().withoutPrefixLength());
    }

    void tagMade(long id) {
        tagId = OptionalLong.of(id);
    }

    Optional<Long> knownTag() {
        return tagId.isPresent() ? Optional.of(tagId.getAsLong()) : Optional.empty();
    }

    /** Why nothing can be tagged, when NetBox refused the tag. */
    Optional<String> tagObstacle() {
        return tagId.isPresent() ? Optional.empty() : Optional.of("its tag was refused");
    }

    long tag() {
        return tagId.orElseThrow(() -> new IllegalStateException("the tag is made before it is used"));
    }
}
