package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.catalog.ManifestJson;
import io.github.pocstate.snapshot.postgres.internal.catalog.SealedReader;
import io.github.pocstate.snapshot.postgres.internal.catalog.SnapshotCatalog;
import io.github.pocstate.snapshot.postgres.internal.catalog.Sweeper;
import io.github.pocstate.snapshot.postgres.internal.rows.ConnectionTables;
import io.github.pocstate.snapshot.postgres.internal.rows.DeltaFinder;
import io.github.pocstate.snapshot.postgres.internal.rows.DeltaWriter;
import io.github.pocstate.snapshot.postgres.internal.rows.DeltaWriter.Written;
import io.github.pocstate.snapshot.postgres.internal.rows.Fingerprinter;
import io.github.pocstate.snapshot.postgres.internal.rows.LargeObjects;
import io.github.pocstate.snapshot.postgres.internal.rows.Relation;
import io.github.pocstate.snapshot.postgres.internal.rows.SchemaDigest;
import io.github.pocstate.snapshot.postgres.internal.rows.SequenceDelta;
import io.github.pocstate.snapshot.postgres.internal.rows.TableDelta;
import io.github.pocstate.snapshot.postgres.internal.rows.TableLocks;
import io.github.pocstate.snapshot.postgres.internal.server.AdvisoryLock;
import io.github.pocstate.snapshot.postgres.internal.server.Aside;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.Databases;
import io.github.pocstate.snapshot.postgres.internal.server.ForeignKey;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.RestoredInPlace;
import io.github.pocstate.snapshot.postgres.model.TableFingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Rewrites the rows of the live database that differ from a snapshot, in one transaction.
 *
 * <p>Sessions read on all the while, and writers wait until it is done. Tables that are noise are not locked, so that what an
 * application writes while it only reads (the last use of a token, a session) keeps nobody waiting.
 */
final class InPlaceRestore {

    private static final List<String> ROWS_DEPEND_ON = List.of("table ", "column ", "constraint ", "trigger ");

    private final Server server;
    private final Sweeper sweeper;
    private final SnapshotCatalog catalog;
    private final Manifest snapshot;
    private final Noise noise;
    private final Examiner examiner;

    InPlaceRestore(Server server, Sweeper sweeper, Manifest snapshot, Noise noise, Examiner examiner) {
        this.server = server;
        this.sweeper = sweeper;
        this.catalog = new SnapshotCatalog(server.settings().live());
        this.snapshot = snapshot;
        this.noise = noise;
        this.examiner = examiner;
    }

    /** What a restore would do; locks nothing, writes nothing. */
    RestoredInPlace compare() throws SQLException {
        return server.inOneMoment((live, another) -> {
            try (SealedReader.Opening kept = new SealedReader(server).opening(database())) {
                FoundDifferences found =
                        look(live, kept, new Readers(live, another), Fingerprinter.counted(live, noise));
                return new RestoredInPlace(snapshot.id(), found.changes(), found.sequences());
            }
        });
    }

    /** Makes the live database equal to the snapshot, noise apart. */
    RestoredInPlace restore() throws SQLException {
        Map<TableName, TableFingerprint> twins = new TreeMap<>();
        RestoredInPlace done;
        try (SealedReader.Opening kept = new SealedReader(server).opening(database());
                Connection writing = server.live();
                Connection reading = server.live();
                Connection another = server.live()) {
            Readers readers = new Readers(reading, another);
            done = Sql.transaction(writing, live -> restore(live, kept, readers, twins));
        }
        if (!twins.isEmpty()) {
            sweeper.later("note which tables are equal", () -> remember(twins));
        }
        return done;
    }

    /**
     * Connections that never write: what writes as a replica forgets its query plans each time, and planning queries over all
     * tables takes longer than running them. They see the same rows in what is compared.
     */
    private record Readers(Connection one, Connection other) {}

    /** What was committed before the locks were had is seen, as in any transaction that reads what is committed. */
    private RestoredInPlace restore(
            Connection live, SealedReader.Opening kept, Readers readers, Map<TableName, TableFingerprint> twins)
            throws SQLException {
        List<Relation> tables = Fingerprinter.counted(live, noise);
        TableLocks.take(live, tables, server.settings().lockTimeout());
        FoundDifferences found = look(live, kept, readers, tables);
        List<TableChange> changes = new ArrayList<>(found.changes());
        if (!found.isEmpty()) {
            Map<TableName, TableFingerprint> present = found.present().tables();
            List<ForeignKey> keys = server.foreignKeys().of(found.present().schema(), live);
            DeltaWriter writer = new DeltaWriter(kept.get(), live, server.where(), keys);
            Written written = writer.write(found.deltas(), present.keySet());
            changes.addAll(written.orphans());
            SequenceDelta.write(live, found.states());
            examiner.after(new ConnectionTables(live));
            twins.putAll(present);
            twins.putAll(written.tables());
            twins.keySet().retainAll(found.wholly());
            server.requireOurs();
        }
        return new RestoredInPlace(snapshot.id(), changes, found.sequences());
    }

    /** Finds what differs, and has it examined. */
    private FoundDifferences look(Connection live, SealedReader.Opening kept, Readers readers, List<Relation> tables)
            throws SQLException {
        DatabaseFingerprint present = Fingerprinter.read(readers.one(), readers.other(), tables, noise);
        FoundDifferences found;
        try (Aside<Boolean> examination = new Aside<>(() -> examine(readers.other(), present))) {
            found = find(live, kept, present);
            examination.get();
        }
        examiner.before(found);
        return found;
    }

    private boolean examine(Connection reading, DatabaseFingerprint present) {
        examiner.present(new ConnectionTables(reading), equal(present));
        return true;
    }

    private Predicate<TableName> equal(DatabaseFingerprint present) {
        Set<TableName> equal = new HashSet<>(present.tables().keySet());
        equal.retainAll(snapshot.fingerprint().tables().keySet());
        snapshot.differingTables(present).forEach(equal::remove);
        return equal::contains;
    }

    private FoundDifferences find(Connection live, SealedReader.Opening kept, DatabaseFingerprint present)
            throws SQLException {
        DatabaseFingerprint wanted = snapshot.fingerprint();
        refuseOtherSchema(live, kept, present);
        LargeObjects.refuseUnseen(present, server.where());
        List<TableName> differing = snapshot.differingTables(present);
        List<TableDelta> deltas = differing.isEmpty()
                ? List.of()
                : new DeltaFinder(kept.get(), live, noise).find(differing, wanted, present);
        return new FoundDifferences(live, kept, present, deltas, SequenceDelta.of(wanted, present));
    }

    /** Rows written back lie elsewhere than the snapshot's; the next restore need not compare them by content. */
    private void remember(Map<TableName, TableFingerprint> twins) throws SQLException {
        try (AdvisoryLock door = SealedReader.door(server, database())) {
            if (catalog.find(door.session(), snapshot.id()).isPresent()) {
                String manifest = ManifestJson.write(snapshot.withTwins(twins));
                Databases.comment(door.session(), database(), Optional.of(manifest));
            }
        }
    }

    /** Names what differs; a snapshot of an earlier build of ours has another digest of the same schema. */
    private void refuseOtherSchema(Connection live, SealedReader.Opening kept, DatabaseFingerprint present)
            throws SQLException {
        if (snapshot.fingerprint().schema().equals(present.schema())) {
            return;
        }
        List<String> differing = SchemaDigest.differences(kept.get(), live);
        if (!differing.isEmpty()) {
            boolean ofRows =
                    differing.stream().anyMatch(part -> ROWS_DEPEND_ON.stream().anyMatch(part::startsWith));
            throw new SnapshotException(
                    Fault.LAB,
                    new Problem(
                            ofRows
                                    ? "The database has other tables, columns, constraints or triggers than the snapshot."
                                    : "The database has other rights or definitions than the snapshot.",
                            server.where() + ", snapshot " + snapshot.id() + ": " + Readiness.described(differing),
                            "save a new snapshot, or make the database as it was in this; nothing was changed"));
        }
    }

    private String database() {
        return DatabaseName.snapshot(server.settings().live(), snapshot.id()).toString();
    }
}
