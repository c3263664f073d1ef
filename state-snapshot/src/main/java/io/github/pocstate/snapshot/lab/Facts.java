package io.github.pocstate.snapshot.lab;

import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the lab layer keeps in a snapshot's manifest.
 *
 * @param phase name of the phase that the lab was proved to be in
 * @param application what served the lab, such as {@code NetBox 4.7.3}
 */
record Facts(Optional<String> phase, String application) {

    private static final String PHASE = "phase";
    private static final String APPLICATION = "application";

    Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        phase.ifPresent(name -> map.put(PHASE, name));
        map.put(APPLICATION, application);
        return map;
    }

    static Facts of(Map<String, String> map) {
        return new Facts(Optional.ofNullable(map.get(PHASE)), map.getOrDefault(APPLICATION, ""));
    }

    /** A manifest as users see it. */
    static Snapshot snapshot(Manifest manifest) {
        Facts facts = of(manifest.application());
        return new Snapshot(manifest.id(), facts.phase(), facts.application(), manifest.who(), manifest.bytes());
    }
}
