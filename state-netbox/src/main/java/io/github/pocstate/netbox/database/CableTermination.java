package io.github.pocstate.netbox.database;

import io.github.pocstate.netbox.dto.CableTerminationDto;
import io.github.pocstate.spi.Row;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * An end of a cable, ordered as NetBox orders the ends of one side.
 *
 * @param id its id
 * @param side {@code A} or {@code B}
 * @param type type of the port it is plugged into, such as {@code dcim.interface}
 * @param port id of that port
 * @param connector number of its connector, 0 for a cable without a profile
 * @param positions the positions of that connector
 */
record CableTermination(long id, String side, String type, long port, int connector, List<Integer> positions)
        implements Comparable<CableTermination> {

    private static final Comparator<CableTermination> ORDER = Comparator.comparingInt(
                    (CableTermination end) -> end.connector == 0 ? Integer.MAX_VALUE : end.connector)
            .thenComparingLong(CableTermination::id);

    static CableTermination of(Row row, ContentTypes types) {
        return new CableTermination(
                NetBoxTables.id(row),
                row.text("cable_end").orElse(""),
                types.name(row, "termination_type_id"),
                row.number("termination_id").orElseThrow(),
                NetBoxTables.text(row, "connector").map(Integer::valueOf).orElse(0),
                positions(row, "positions"));
    }

    /** An array as PostgreSQL writes it, such as {@code {1,2}}. */
    static List<Integer> positions(Row row, String column) {
        return NetBoxTables.text(row, column)
                .map(array -> array.substring(1, array.length() - 1))
                .filter(inner -> !inner.isEmpty())
                .map(inner -> Arrays.stream(inner.split(",", -1))
                        .map(Integer::valueOf)
                        .toList())
                .orElse(List.of());
    }

    CableTerminationDto ofCable(long cable) {
        return new CableTerminationDto(id, cable, side, type, port, connector == 0 ? null : connector, positions);
    }

    boolean holds(CableProfile.Strand strand) {
        return connector == strand.connector() && positions.contains(strand.position());
    }

    @Override
    public int compareTo(CableTermination other) {
        return ORDER.compare(this, other);
    }
}
