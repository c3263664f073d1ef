package io.github.pocstate.snapshot.postgres.internal.catalog;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.server.AdvisoryLock;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName.Kind;
import io.github.pocstate.snapshot.postgres.internal.server.Databases;
import io.github.pocstate.snapshot.postgres.internal.server.Preflight;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which databases beside the live one are ours, and what they are: read from the server each time; thread-safe. */
public final class SnapshotCatalog {

    private static final String ALL = "SELECT datname, shobj_description(oid, 'pg_database') IS NOT NULL,"
            + " datconnlimit = -2, datallowconn, datistemplate FROM pg_database ORDER BY datname";
    private static final String COMMENTS = "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            + " WHERE datname = ANY (?) AND shobj_description(oid, 'pg_database') IS NOT NULL AND datconnlimit <> -2";

    /** A database of ours; that it has a comment is its proof that it was completed. */
    private record Entry(DatabaseName name, boolean commented, boolean invalid, boolean admits, boolean template) {

        boolean isUnfinished() {
            return invalid || (!commented && name.kind() != Kind.RETIRED);
        }
    }

    private static final int MOST_KNOWN = 100;

    private final String live;

    /** What comments of snapshots say: they are long, and looked at several times in each call. */
    private final Map<String, Optional<Manifest>> known = new ConcurrentHashMap<>();

    public SnapshotCatalog(String live) {
        this.live = live;
    }

    /** All complete snapshots, oldest first. */
    public List<Manifest> snapshots(Connection connection) throws SQLException {
        return manifests(connection, names(complete(connection, Kind.SNAPSHOT)));
    }

    /** Those that can be cloned: not of another PostgreSQL, and sorted as the server sorts now. */
    public List<Manifest> fitting(Connection connection, Server server) throws SQLException {
        Preflight preflight = new Preflight(server);
        List<Manifest> fitting = new ArrayList<>();
        for (Manifest snapshot : snapshots(connection)) {
            if (preflight.isFit(connection, snapshot)) {
                fitting.add(snapshot);
            }
        }
        return fitting;
    }

    public Optional<Manifest> find(Connection connection, SnapshotId id) throws SQLException {
        String name = DatabaseName.snapshot(live, id).toString();
        return manifests(connection, List.of(name)).stream().findFirst();
    }

    private List<Manifest> manifests(Connection connection, Collection<String> names) throws SQLException {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return comments(connection, names).stream()
                .flatMap(comment -> known.computeIfAbsent(comment, ManifestJson::read).stream())
                .sorted(Comparator.comparing(Manifest::id))
                .toList();
    }

    /** The databases of a snapshot: its own and its clones. */
    public List<String> allOf(Connection connection, SnapshotId id) throws SQLException {
        return names(entries(connection).stream()
                .filter(entry -> entry.name().kind() != Kind.RETIRED && !entry.isUnfinished())
                .filter(entry -> entry.name().id().equals(id)));
    }

    /** Complete clones of snapshots. */
    public List<DatabaseName> spares(Connection connection) throws SQLException {
        return complete(connection, Kind.SPARE).map(Entry::name).toList();
    }

    /** Live databases that were swapped out, the newest last. */
    public List<DatabaseName> retired(Connection connection) throws SQLException {
        return complete(connection, Kind.RETIRED)
                .map(Entry::name)
                .sorted(Comparator.comparing(DatabaseName::id))
                .toList();
    }

    /** The wish, or the next id if what was swapped out bears it or a later one: that came before. */
    public SnapshotId afterRetired(Connection connection, SnapshotId wish) throws SQLException {
        return after(complete(connection, Kind.RETIRED), wish);
    }

    /** The same for whatever is kept, be it a snapshot or swapped out: they share one order. */
    public SnapshotId afterAll(Connection connection, SnapshotId wish) throws SQLException {
        return after(Stream.concat(complete(connection, Kind.SNAPSHOT), complete(connection, Kind.RETIRED)), wish);
    }

    private static SnapshotId after(Stream<Entry> kept, SnapshotId wish) {
        return kept.map(entry -> entry.name().id())
                .filter(id -> id.label().equals(wish.label()) && id.compareTo(wish) >= 0)
                .max(Comparator.naturalOrder())
                .map(SnapshotId::next)
                .orElse(wish);
    }

    /** The attachments of a clone or a swapped-out database. */
    public Map<String, byte[]> attachments(Connection connection, DatabaseName database) throws SQLException {
        return comments(connection, List.of(database.toString())).stream()
                .findFirst()
                .map(AttachmentsJson::read)
                .orElse(Map.of());
    }

    /** Databases of ours that nobody completes any more: left by a killed process, or on their way out. */
    List<String> leftovers(Connection connection) throws SQLException {
        List<String> leftovers = new ArrayList<>();
        for (String name : names(entries(connection).stream().filter(Entry::isUnfinished))) {
            if (AdvisoryLock.isFree(connection, name)) {
                leftovers.add(name);
            }
        }
        return leftovers;
    }

    /** The same without a look at whether somebody is completing them just now. */
    public List<String> unfinished(Connection connection) throws SQLException {
        return names(entries(connection).stream().filter(Entry::isUnfinished));
    }

    /** Complete snapshots, whether their manifests can be read or not. */
    public List<String> sealed(Connection connection) throws SQLException {
        return names(complete(connection, Kind.SNAPSHOT));
    }

    /** Snapshots that are not marked as templates, so that anybody who may drop databases may drop them. */
    public List<String> unmarked(Connection connection) throws SQLException {
        return names(complete(connection, Kind.SNAPSHOT).filter(entry -> !entry.template()));
    }

    /** Whether nobody needs a database of ours any more: it has no comment, or was swapped out. */
    public boolean isGivenUp(Connection connection, String database) throws SQLException {
        return entries(connection).stream()
                .filter(entry -> entry.name().toString().equals(database))
                .anyMatch(entry -> entry.isUnfinished() || entry.name().kind() == Kind.RETIRED);
    }

    /** Snapshots left open by a process that was killed while it connected to them. */
    public List<String> unsealed(Connection connection) throws SQLException {
        return names(complete(connection, Kind.SNAPSHOT).filter(Entry::admits));
    }

    /** What all databases of ours take on disk. */
    public long bytes(Connection connection) throws SQLException {
        long bytes = 0;
        for (String name : names(entries(connection).stream())) {
            bytes += Databases.sizeIfPresent(connection, name);
        }
        return bytes;
    }

    private Stream<Entry> complete(Connection connection, Kind kind) throws SQLException {
        return entries(connection).stream().filter(entry -> entry.name().kind() == kind && !entry.isUnfinished());
    }

    private List<Entry> entries(Connection connection) throws SQLException {
        return Sql.list(connection, this::entry, ALL).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Entry> entry(ResultSet row) throws SQLException {
        Optional<DatabaseName> name = DatabaseName.parse(live, row.getString(1));
        boolean commented = row.getBoolean(2);
        boolean invalid = row.getBoolean(3);
        boolean admits = row.getBoolean(4);
        boolean template = row.getBoolean(5);
        return name.map(ours -> new Entry(ours, commented, invalid, admits, template));
    }

    private static List<String> comments(Connection connection, Collection<String> names) throws SQLException {
        return Sql.list(connection, row -> row.getString(1), COMMENTS, array(connection, names));
    }

    private static Array array(Connection connection, Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static List<String> names(Stream<Entry> entries) {
        return entries.map(entry -> entry.name().toString()).toList();
    }
}
