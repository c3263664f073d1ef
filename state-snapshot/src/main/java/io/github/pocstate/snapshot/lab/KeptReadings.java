package io.github.pocstate.snapshot.lab;

import io.github.pocstate.Goal;
import io.github.pocstate.Scope;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.PostgresSnapshots;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.KeptKey;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.verify.Verification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What snapshots hold, read once: a snapshot never changes; thread-safe. */
final class KeptReadings {

    private final PostgresSnapshots postgres;
    private final DatabaseGuide guide;
    private final Map<SnapshotId, Kept> known = new ConcurrentHashMap<>();

    KeptReadings(PostgresSnapshots postgres, DatabaseGuide guide) {
        this.postgres = postgres;
        this.guide = guide;
    }

    /** The lab in a snapshot, its keys, and what it was found to be; thread-safe. */
    static final class Kept {

        private final Reading reading;
        private final List<KeptKey> keys;
        private final KeptRows rows;
        private final Map<Goal, Verification> verified = new ConcurrentHashMap<>();

        Kept(Reading reading, List<KeptKey> keys, KeptRows rows) {
            this.reading = reading;
            this.keys = keys;
            this.rows = rows;
        }

        Reading reading() {
            return reading;
        }

        List<KeptKey> keys() {
            return keys;
        }

        /** The rows that the reading was made of. */
        KeptRows rows() {
            return rows;
        }

        /** Compares it with a phase, once: neither it nor the rules and settings of a lab change. */
        Verification verified(Goal goal, Lab lab) {
            return verified.computeIfAbsent(goal, wanted -> lab.verify(wanted, reading));
        }
    }

    Kept of(SnapshotId id) {
        return known.computeIfAbsent(id, this::read);
    }

    void forget(SnapshotId id) {
        known.remove(id);
    }

    private Kept read(SnapshotId id) {
        List<KeptKey> keys = KeyJson.read(postgres.attachments(id));
        KeptRows rows = new KeptRows();
        Reading reading = postgres.read(id, tables -> guide.observe(Scope.ALL, rows.kept(tables), keys));
        return new Kept(reading, keys, rows);
    }
}
