package io.github.pocstate.snapshot.postgres.internal.file;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.model.SequenceState;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a snapshot's file says of itself, before the rows; written and read by {@link FileManifestJson}.
 *
 * @param format the number of the format
 * @param notice who may see the file, in plain words
 * @param id the snapshot's id
 * @param who who took the snapshot
 * @param postgres the major version of the PostgreSQL that wrote the rows
 * @param application what the application wants to know of it
 * @param tables the tables, each with an entry of its own
 * @param views the materialized views; their rows are computed anew
 * @param sequences where the sequences stand
 * @param attachments what was kept with the snapshot, each with an entry of its own
 */
public record FileManifest(
        int format,
        String notice,
        String id,
        String who,
        int postgres,
        Map<String, String> application,
        List<Table> tables,
        List<View> views,
        List<Sequence> sequences,
        List<Attachment> attachments) {

    /** The only format so far. */
    public static final int FORMAT = 1;

    /** The words at the head of each file. */
    public static final String NOTICE =
            "This file holds all that is in the database: API tokens, password hashes, sessions."
                    + " Whoever can read it can act as its users. Keep it as secret as the database itself.";

    /** More than the attachments of a very large lab need; they are held in memory. */
    public static final long MAX_ATTACHMENT_BYTES = 512L << 20;

    /** A column and its type as SQL writes it. */
    public record Column(String name, String type) {}

    /** A table: the columns that its entry holds, in their order, and the rows. */
    public record Table(String schema, String name, List<Column> columns, Tally content) {

        public Table {
            columns = List.copyOf(columns);
            refuseTwice("columns", columns.stream().map(Column::name).toList());
        }

        public TableName table() {
            return new TableName(schema, name);
        }

        public List<String> columnNames() {
            return columns.stream().map(Column::name).toList();
        }
    }

    /** A materialized view. */
    public record View(String schema, String name, long rows) {

        TableName view() {
            return new TableName(schema, name);
        }
    }

    /** A sequence and where it stands. */
    public record Sequence(String schema, String name, long value, boolean called) {

        TableName sequence() {
            return new TableName(schema, name);
        }
    }

    /** Something that was kept with the snapshot. */
    public record Attachment(String name, long bytes) {

        public Attachment {
            if (bytes < 0 || bytes > MAX_ATTACHMENT_BYTES) {
                throw new IllegalArgumentException("an attachment of " + bytes + " bytes");
            }
        }
    }

    public FileManifest {
        if (SnapshotId.parse(id).isEmpty()) {
            throw new IllegalArgumentException("no snapshot has such an id");
        }
        application = Collections.unmodifiableMap(new TreeMap<>(application));
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        sequences = List.copyOf(sequences);
        attachments = List.copyOf(attachments);
        refuseTwice("names", names(tables, views, sequences).toList());
        refuseTwice("attachments", attachments.stream().map(Attachment::name).toList());
        long held = attachments.stream().mapToLong(Attachment::bytes).sum();
        if (held > MAX_ATTACHMENT_BYTES) {
            throw new IllegalArgumentException("attachments of " + held + " bytes");
        }
    }

    private static Stream<TableName> names(List<Table> tables, List<View> views, List<Sequence> sequences) {
        return Stream.of(
                        tables.stream().map(Table::table),
                        views.stream().map(View::view),
                        sequences.stream().map(Sequence::sequence))
                .flatMap(names -> names);
    }

    private static void refuseTwice(String what, Collection<?> names) {
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("the same " + what + " twice");
        }
    }

    public SnapshotId snapshot() {
        return SnapshotId.parse(id).orElseThrow();
    }

    /** Where the sequences stand, by name. */
    public Map<TableName, SequenceState> sequenceStates() {
        Map<TableName, SequenceState> states = new TreeMap<>();
        sequences.forEach(one -> states.put(one.sequence(), new SequenceState(one.value(), one.called())));
        return states;
    }

    /** The rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(table -> table.content().rows()).sum();
    }
}
