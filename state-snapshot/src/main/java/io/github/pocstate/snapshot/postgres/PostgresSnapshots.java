package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.catalog.Attachments;
import io.github.pocstate.snapshot.postgres.internal.catalog.SealedReader;
import io.github.pocstate.snapshot.postgres.internal.catalog.SnapshotCatalog;
import io.github.pocstate.snapshot.postgres.internal.catalog.Spares;
import io.github.pocstate.snapshot.postgres.internal.catalog.Sweeper;
import io.github.pocstate.snapshot.postgres.internal.file.SnapshotFile;
import io.github.pocstate.snapshot.postgres.internal.rows.ConnectionTables;
import io.github.pocstate.snapshot.postgres.internal.server.Calls;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.LiveSessions;
import io.github.pocstate.snapshot.postgres.internal.server.Preflight;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.ImportedSnapshot;
import io.github.pocstate.snapshot.postgres.model.LockTimeoutException;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.snapshot.postgres.model.RestoredInPlace;
import io.github.pocstate.snapshot.postgres.model.SavedSnapshot;
import io.github.pocstate.snapshot.postgres.model.Sessions;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.model.Swapped;
import io.github.pocstate.spi.Tables;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The snapshots of one PostgreSQL database: saved beside it on the same server, put back in place or by a swap.
 *
 * <pre>{@code
 * try (PostgresSnapshots snapshots = PostgresSnapshots.open(PostgresSettings.of(PostgresAddress.parse(url)))) {
 *     Manifest one = snapshots.save("phase-1", tables -> Contents.NONE, SessionsMay.BE_ENDED).snapshot();
 *     RestoredInPlace done = snapshots.restoreInPlace(one.id(), Noise.NONE, Examiner.NONE);
 * }
 * }</pre>
 *
 * <p>Works on any database of PostgreSQL 15 to 18 for a role that owns it and has CREATEDB. Large objects, and what extensions keep
 * in tables of their own, come back by swap only.
 *
 * <p>A snapshot is of rows, definitions and rights: what roles may do in the database, row security and policies too. If these are
 * not the live database's any more, a comparison and a restore in place are refused and name what differs, and the next save clones
 * the live database. A swap puts back other tables and columns, but is refused if rights differ: a right that was revoked never
 * comes back with a snapshot. What belongs to the database as a whole (its owner, its own grants, its settings) stays
 * as the live database has it, whatever is restored.
 *
 * <p>What a save, an import or a swap needs is looked at, or rehearsed, before it ends the first session: a refusal ends none.
 *
 * <p>This class is thread-safe; saves and restores of one database wait for each
 * other, on other machines too.
 *
 * @since 0.1
 */
public final class PostgresSnapshots implements AutoCloseable {

    private final Server server;
    private final Calls calls;
    private final SnapshotCatalog catalog;
    private final Sweeper sweeper;
    private final Spares spares;
    private final Clock clock;

    private PostgresSnapshots(Server server, Clock clock) {
        this.server = server;
        this.calls = new Calls(server);
        this.catalog = new SnapshotCatalog(server.settings().live());
        this.sweeper = new Sweeper(server, catalog);
        this.spares = new Spares(server, catalog, sweeper);
        this.clock = clock;
    }

    /**
     * Opens them; connects at the first call.
     *
     * @param settings the database and how to work on it
     * @return the snapshots, to be closed by the caller
     */
    public static PostgresSnapshots open(PostgresSettings settings) {
        return open(settings, () -> {});
    }

    /**
     * Opens them for a program that may lose the right to write while it works, such as one whose lock runs out.
     *
     * @param settings the database and how to work on it
     * @param beforeWrite called last thing before a restore, swap, save, import or deletion takes effect, and before sessions are
     *     ended, in the thread that does it; what it throws ends that, and nothing takes effect. Clones made ahead,
     *     databases dropped and tables vacuumed in the background are not asked for: nobody's state changes
     * @return the snapshots, to be closed by the caller
     */
    public static PostgresSnapshots open(PostgresSettings settings, Runnable beforeWrite) {
        return new PostgresSnapshots(new Server(settings, beforeWrite), Clock.systemUTC());
    }

    /**
     * All snapshots, oldest first.
     *
     * @return their manifests
     */
    public List<Manifest> list() {
        return calls.attempt("list the snapshots", () -> server.maintained(catalog::snapshots));
    }

    /**
     * Looks for a snapshot.
     *
     * @param id its id
     * @return its manifest, or nothing
     */
    public Optional<Manifest> find(SnapshotId id) {
        return calls.attempt("list the snapshots", () -> server.maintained(connection -> catalog.find(connection, id)));
    }

    /**
     * The newest snapshot of a label.
     *
     * @param label a label
     * @return its manifest, or nothing
     */
    public Optional<Manifest> latest(String label) {
        return list().stream()
                .filter(snapshot -> snapshot.id().label().equals(label))
                .reduce((older, newer) -> newer);
    }

    /**
     * Saves the live database as it is now.
     *
     * @param label what it is: {@code phase-1}, or a name
     * @param contents asked, with the tables as they are saved, what to keep with them; if it throws, nothing is saved. It is asked
     *     before any session ends too
     * @param sessions whether the live database's sessions may be ended, if there is no other way
     * @return the new snapshot and how it was made
     * @throws SnapshotException if the role may not, or sessions would have to end
     */
    public SavedSnapshot save(String label, Function<Tables, Contents> contents, SessionsMay sessions) {
        SnapshotId wish = new SnapshotId(label, clock.instant());
        return calls.exclusively("save the database", () -> {
            new Preflight(server).mayClone();
            sweeper.sweep();
            return new Saver(server, catalog).save(wish, contents, sessions);
        });
    }

    /**
     * What was kept with a snapshot.
     *
     * @param id a snapshot
     * @return its attachments by name
     * @throws SnapshotException if there is no such snapshot
     */
    public Map<String, byte[]> attachments(SnapshotId id) {
        return calls.attempt("read the attachments", () -> sealed().read(get(id), Attachments::read));
    }

    /**
     * Reads a snapshot.
     *
     * @param id a snapshot
     * @param work reads its tables, which are of no use afterwards
     * @param <T> the type of the result
     * @return what the work returns
     * @throws SnapshotException if there is no such snapshot
     */
    public <T> T read(SnapshotId id, Function<Tables, T> work) {
        return calls.attempt(
                "read the snapshot",
                () -> sealed().read(get(id), connection -> work.apply(new ConnectionTables(connection))));
    }

    /**
     * Reads the live database of one moment; waits for nobody.
     *
     * @param work reads its tables, which are of no use afterwards
     * @param <T> the type of the result
     * @return what the work returns
     */
    public <T> T readLive(Function<Tables, T> work) {
        return calls.attempt(
                "read the database",
                () -> server.inOneMoment(connection -> work.apply(new ConnectionTables(connection))));
    }

    /**
     * What a restore in place would write; changes nothing and waits for nobody but the comparisons that were asked for here
     * before.
     *
     * @param id a snapshot
     * @param noise what to leave alone
     * @param examiner looks at the differences; its {@link Examiner#after} is not called
     * @return the rows per table
     * @throws SnapshotException if there is no such snapshot, it does not fit, or the database has other tables, definitions or rights
     */
    public RestoredInPlace compare(SnapshotId id, Noise noise, Examiner examiner) {
        return calls.attempt(
                "compare the database",
                () -> new InPlaceRestore(server, sweeper, fitting(id), noise, examiner).compare());
    }

    /**
     * Makes the live database equal to a snapshot by rewriting the rows that differ, in one transaction; no session ends, writers
     * wait. A second call writes nothing.
     *
     * <p>All tables are locked against writers but those that are noise. Whatever the application writes while it only reads must
     * therefore be noise, such as sessions and the last use of a token; then readers wait for nothing, and only a new row that
     * refers to a locked table, such as a first login, waits for the end of the restore. Rows of these tables that
     * belong to something that goes are deleted with it, and reported.
     *
     * <p>Tables of a restore that wrote more than 1,000 rows are vacuumed afterwards, in the background.
     *
     * @param id a snapshot
     * @param noise what to leave alone
     * @param examiner looks at the differences while nobody can write, and at what was written
     * @return the rows written per table
     * @throws LockTimeoutException if locks cannot be had in time; the database is as it was
     * @throws SnapshotException if there is no such snapshot, it does not fit, or the database has other tables, definitions or rights; the database is
     *     as it was
     */
    public RestoredInPlace restoreInPlace(SnapshotId id, Noise noise, Examiner examiner) {
        RestoredInPlace done = calls.exclusively("restore the database in place", () -> {
            sweeper.sweep();
            return new InPlaceRestore(server, sweeper, fitting(id), noise, examiner).restore();
        });
        sweeper.vacuum(done);
        return done;
    }

    /**
     * Makes a clone of a snapshot ahead, so that a swap need not wait for it.
     *
     * @param id a snapshot
     * @throws SnapshotException if there is no such snapshot
     */
    public void prepareSwap(SnapshotId id) {
        calls.attempt("clone a snapshot", () -> spares.prepare(fitting(id)));
    }

    /**
     * Sees to it, in the background, that clones are ready: makes those that are missing and drops those of other snapshots.
     * Returns at once; what goes wrong is logged.
     *
     * @param ids the snapshots that may be swapped in next
     * @param each how many clones of each
     */
    public void keepReady(Collection<SnapshotId> ids, int each) {
        spares.keepReady(List.copyOf(ids), each);
    }

    /**
     * How many clones of a snapshot are ready.
     *
     * @param id a snapshot
     * @return their number
     */
    public int prepared(SnapshotId id) {
        return calls.attempt("list the clones", () -> spares.of(id)).size();
    }

    /**
     * Puts a clone of a snapshot in the live database's place; ends its sessions. The former one is kept for {@link #undoSwap}.
     *
     * @param id a snapshot
     * @param noise what to carry over from the live database: whole tables only, its columns are not asked for
     * @param attachmentsOfRetired what to keep with the former database
     * @return what was done, and the attachments of the snapshot
     * @throws SnapshotException if there is no such snapshot, a session cannot be ended, the database has other rights than the
     *     snapshot, or other rows or definitions outside the application's schema, or settings that the role may not give to another database;
     *     the database is as it was
     */
    public Swapped swap(SnapshotId id, Noise noise, Map<String, byte[]> attachmentsOfRetired) {
        return calls.exclusively("swap the database", () -> {
            new Preflight(server).mayClone();
            sweeper.sweep();
            Manifest snapshot = fitting(id);
            List<DatabaseName> ready = spares.of(id);
            return new Swap(server, catalog, clock)
                    .in(ready.isEmpty() ? spares.prepare(snapshot) : ready.get(0), noise, attachmentsOfRetired);
        });
    }

    /**
     * When the database that {@link #undoSwap} would bring back was swapped out.
     *
     * @return the time, or nothing if no swap is left to undo
     */
    public Optional<Instant> retired() {
        return calls.attempt("list the databases", () -> server.maintained(catalog::retired)).stream()
                .reduce((older, newer) -> newer)
                .map(newest -> newest.id().taken());
    }

    /**
     * Puts back the database that the last swap has taken out; ends the live one's sessions. A second call undoes the first.
     *
     * @param noise what to carry over from the live database: whole tables only, its columns are not asked for
     * @param attachmentsOfRetired what to keep with the database that goes
     * @return what was done, and the attachments of the database that came
     * @throws SnapshotException if no swapped-out database is left, or for the reasons of {@link #swap}
     */
    public Swapped undoSwap(Noise noise, Map<String, byte[]> attachmentsOfRetired) {
        return calls.exclusively("undo the swap", () -> {
            List<DatabaseName> retired = server.maintained(catalog::retired);
            if (retired.isEmpty()) {
                throw refused("No swap is left to undo.", "restore a snapshot instead; they are in the list");
            }
            return new Swap(server, catalog, clock).in(retired.get(retired.size() - 1), noise, attachmentsOfRetired);
        });
    }

    /**
     * Drops databases that swaps have taken out, in the background.
     *
     * @param keep how many of the newest to keep for {@link #undoSwap}
     */
    public void dropRetired(int keep) {
        List<String> names = calls.attempt("list the databases", () -> server.maintained(catalog::retired)).stream()
                .map(DatabaseName::toString)
                .toList();
        sweeper.drop(names.subList(0, Math.max(0, names.size() - keep)));
    }

    /**
     * Deletes a snapshot and its clones: gone from the list at once, dropped from the disk in the background.
     *
     * @param id a snapshot; if there is none, nothing happens
     */
    public void delete(SnapshotId id) {
        sweeper.drop(calls.attempt("delete the snapshot", () -> {
            server.requireOurs();
            List<String> databases = server.maintained(connection -> catalog.allOf(connection, id));
            sweeper.unmark(databases);
            return databases;
        }));
    }

    /**
     * How much room all databases take that were made here: snapshots, clones, and what swaps took out.
     *
     * @return bytes on disk
     */
    public long bytes() {
        return calls.attempt("measure the databases", () -> server.maintained(catalog::bytes));
    }

    /**
     * The sessions that the live database has, ours apart.
     *
     * @return client sessions, idle ones too
     */
    public Sessions applicationSessions() {
        return calls.attempt("count the sessions", () -> new LiveSessions(server).ofApplication());
    }

    /**
     * Writes a snapshot into a file, for another server whose database has the same tables. The file holds the database's secrets;
     * it is made readable by its owner only, and is under its name only once it is complete. Saves and restores wait meanwhile.
     *
     * @param id a snapshot
     * @param file a file that is not there yet
     * @throws SnapshotException if there is no such snapshot, it holds large objects, or the file cannot be written
     */
    public void export(SnapshotId id, Path file) {
        calls.exclusively("export a snapshot", () -> {
            new Exporter(server).export(get(id), file);
            return id;
        });
    }

    /**
     * Adds a snapshot from a file. Tables of extensions are not in it; they are as the live database has them, or had them at the
     * last save.
     *
     * @param file what {@link #export} wrote
     * @param admission asked, with what was kept with the snapshot, what to keep with it here; it may throw to refuse the file.
     *     Nothing has been changed by then
     * @param sessions whether the live database's sessions may be ended, if there is no snapshot with its tables to start from
     * @return the snapshot, under the id it had, the present one if it is there already; and the sessions that were ended
     * @throws SnapshotException if the file is damaged, does not fit the live database, or is of a newer PostgreSQL, or another
     *     snapshot has its id; nothing was added
     */
    public ImportedSnapshot importFrom(Path file, Function<Contents, Contents> admission, SessionsMay sessions) {
        try (SnapshotFile source = SnapshotFile.open(file)) {
            Contents contents = admission.apply(new Contents(source.manifest().application(), source.attachments()));
            return calls.exclusively("import a snapshot", () -> {
                new Preflight(server).mayClone();
                sweeper.sweep();
                return new Importer(server, catalog).add(source, contents, sessions);
            });
        }
    }

    /** Ends the background work, waiting for it 30 s at most, and closes the connections. */
    @Override
    public void close() {
        sweeper.close();
        server.close();
    }

    private Manifest get(SnapshotId id) throws SQLException {
        return server.maintained(connection -> catalog.find(connection, id))
                .orElseThrow(() -> refused("There is no snapshot " + id + ".", "choose one of the list"));
    }

    private Manifest fitting(SnapshotId id) throws SQLException {
        Manifest snapshot = get(id);
        new Preflight(server).fits(snapshot);
        return snapshot;
    }

    private SealedReader sealed() {
        return new SealedReader(server);
    }

    private SnapshotException refused(String what, String remedy) {
        return new SnapshotException(Fault.USER, new Problem(what, server.where(), remedy));
    }
}
