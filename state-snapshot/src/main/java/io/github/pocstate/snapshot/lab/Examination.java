package io.github.pocstate.snapshot.lab;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.Fault;
import io.github.pocstate.ForeignChanges;
import io.github.pocstate.ForeignChangesException;
import io.github.pocstate.Problem;
import io.github.pocstate.Scope;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.lab.KeptReadings.Kept;
import io.github.pocstate.snapshot.postgres.model.Comparison;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.DatabaseGuide.Part;
import io.github.pocstate.spi.KeptKey;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.spi.Tables;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at what a restore would write, before it writes, and refuses what must not be lost; not thread-safe. */
final class Examination implements Examiner {

    private final DatabaseGuide guide;
    private final ForeignChanges wish;
    private final Kept kept;
    private final List<KeptKey> liveKeys;
    private final String where;
    private List<ForeignChange> foreign = List.of();
    private @Nullable Reading before;

    Examination(DatabaseGuide guide, ForeignChanges wish, Kept kept, List<KeptKey> liveKeys, String where) {
        this.guide = guide;
        this.wish = wish;
        this.kept = kept;
        this.liveKeys = liveKeys;
        this.where = where;
    }

    /** What the snapshot holds too is not read again. */
    @Override
    public void present(Tables live, Predicate<TableName> asKept) {
        before = guide.observe(Scope.ALL, kept.rows().insteadOf(live, AppTable.named(asKept)), liveKeys);
    }

    @Override
    public void before(Comparison comparison) {
        refuseOtherVersion(comparison);
        foreign = guide.foreign(before(), kept.reading(), new GuideDifferences(comparison, guide));
        if (wish == ForeignChanges.KEEP && !foreign.isEmpty()) {
            throw new ForeignChangesException(
                    new Problem(
                            "Changes that no phase makes would be lost: "
                                    + foreign.stream()
                                            .map(ForeignChange::toString)
                                            .collect(Collectors.joining("; "))
                                    + ".",
                            where,
                            "save them first, or say that they may go: ForeignChanges.DISCARD; nothing was changed"),
                    foreign);
        }
    }

    private void refuseOtherVersion(Comparison comparison) {
        for (TableChange change : comparison.changes()) {
            if (guide.part(AppTable.name(change.table())) == Part.IDENTITY) {
                throw new SnapshotException(
                        Fault.USER,
                        new Problem(
                                "The snapshot is of another version of " + guide.application() + "'s database: "
                                        + change.rows() + " rows of ["
                                        + change.table().name() + "] differ.",
                                where,
                                "save new snapshots after a migration, and delete those from before; nothing was changed"));
            }
        }
    }

    /** The live lab before. */
    Reading before() {
        return requireNonNull(before, "the look at the present comes first");
    }

    /** What no phase makes, and what was or would be undone. */
    List<ForeignChange> foreign() {
        return foreign;
    }
}
