package io.github.pocstate.testkit;

import io.github.pocstate.LabSummary;
import io.github.pocstate.Scope;
import io.github.pocstate.spi.Reading;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One look at a {@link FakeLab}.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param scope the servers that were looked at
 * @param statuses status per server
 * @param addresses address per server
 */
public record FakeReading(Scope scope, SortedMap<String, String> statuses, SortedMap<String, String> addresses)
        implements Reading {

    /** Copies the values. */
    public FakeReading {
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
        addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    }

    @Override
    public LabSummary summary() {
        SortedMap<String, Integer> perStatus = new TreeMap<>();
        statuses.values().forEach(status -> perStatus.merge(status, 1, Integer::sum));
        int assigned = (int) addresses.values().stream()
                .filter(address -> !address.equals(FakeLab.NO_ADDRESS))
                .count();
        return new LabSummary(statuses.size(), perStatus, new TreeMap<>(Map.of("addresses", assigned)));
    }
}
