package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.catalog.SealedReader;
import io.github.pocstate.snapshot.postgres.internal.rows.DeltaFinder;
import io.github.pocstate.snapshot.postgres.internal.rows.DeltaWriter;
import io.github.pocstate.snapshot.postgres.internal.rows.Fingerprinter;
import io.github.pocstate.snapshot.postgres.internal.rows.Relation;
import io.github.pocstate.snapshot.postgres.internal.rows.SequenceDelta;
import io.github.pocstate.snapshot.postgres.internal.rows.TableDelta;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.ForeignKey;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.internal.server.Types;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.Noise;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries tables that are noise from the live database into one that is about to take its place.
 *
 * <p>The live database goes on meanwhile: what its sessions write to these tables between this and their end is lost.
 */
final class NoiseCarrier {

    private static final Logger LOG = LoggerFactory.getLogger(NoiseCarrier.class);

    private final Server server;
    private final Noise noise;

    NoiseCarrier(Server server, Noise noise) {
        this.server = server;
        this.noise = noise;
    }

    /** Makes the tables that are noise equal in a database that admits nobody. */
    void carry(DatabaseName coming) throws SQLException {
        if (noise == Noise.NONE) {
            return;
        }
        try (SealedReader.Opening opening = new SealedReader(server).openingToWrite(coming.toString())) {
            server.inOneMoment(live -> {
                DatabaseFingerprint wanted = Fingerprinter.noise(live, noise);
                return Sql.transaction(opening.get(), target -> carry(live, target, wanted));
            });
        }
    }

    /** Tables that are equal already go with the rest of the clone; nothing can be left without what it refers to. */
    private List<TableName> carry(Connection live, Connection target, DatabaseFingerprint wanted) throws SQLException {
        DatabaseFingerprint present = Fingerprinter.noise(target, noise);
        List<TableName> differing = alike(live, target, wanted.differingTables(present));
        List<TableDelta> deltas = new DeltaFinder(live, target, Noise.NONE)
                .find(differing, wanted, present).stream()
                        .filter(delta -> !delta.match().isEmpty())
                        .toList();
        if (!deltas.isEmpty()) {
            new DeltaWriter(live, target, server.where(), ForeignKey.all(target))
                    .write(deltas, others(target, present));
        }
        SequenceDelta.write(target, SequenceDelta.of(wanted, present));
        return differing;
    }

    /** Those that have the same columns on both sides. */
    private List<TableName> alike(Connection live, Connection target, List<TableName> tables) throws SQLException {
        List<TableName> alike = new ArrayList<>();
        for (TableName table : tables) {
            if (Types.of(live, table).equals(Types.of(target, table))) {
                alike.add(table);
            } else {
                LOG.warn("[{}] table [{}] has other columns and is not carried over", server.where(), table);
            }
        }
        return alike;
    }

    private static Set<TableName> others(Connection target, DatabaseFingerprint ofNoise) throws SQLException {
        Set<TableName> others = new TreeSet<>();
        Relation.tables(target).forEach(table -> others.add(table.name()));
        others.removeAll(ofNoise.tables().keySet());
        return others;
    }
}
