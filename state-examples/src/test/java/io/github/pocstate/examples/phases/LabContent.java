package io.github.pocstate.examples.phases;

import java.util.List;
import java.util.Map;

/**
 * All that a snapshot holds of a lab, read by the tests themselves.
 *
 * @param database what is in NetBox's database
 * @param queues what is in the queues, by their names
 */
record LabContent(DatabaseContent database, Map<String, List<String>> queues) {

    static LabContent of(Sql sql, Queues queues) {
        return new LabContent(DatabaseContent.of(sql), queues.all());
    }
}
