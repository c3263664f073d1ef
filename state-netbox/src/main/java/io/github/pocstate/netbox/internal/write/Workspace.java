package io.github.pocstate.netbox.internal.write;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** What earlier steps of a plan made and later ones need: the ids of addresses and of our tag; thread-safe. */
public final class Workspace {

    private final Map<Long, Long> addressIds;
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
