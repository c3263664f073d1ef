package io.github.pocstate.netbox.internal.read;

import io.github.pocstate.netbox.model.Obstacle;
import java.util.Map;
import java.util.Optional;

/**
 * What a cable carries that is deleted and created again to move it.
 *
 * @param attributes label, color and the like, as NetBox takes them in a request
 * @param loss what would be lost with the cable; empty when all can be carried over
 */
record CableDetails(Map<String, Object> attributes, Optional<Obstacle> loss) {

    static final CableDetails NONE = new CableDetails(Map.of(), Optional.empty());
}
