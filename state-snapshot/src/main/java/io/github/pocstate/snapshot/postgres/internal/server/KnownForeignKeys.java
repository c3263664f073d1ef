package io.github.pocstate.snapshot.postgres.internal.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The foreign keys of a database, read again only when its schema has another digest, of which they are part; thread-safe. */
public final class KnownForeignKeys {

    private record Known(String schema, List<ForeignKey> keys) {}

    private volatile @Nullable Known last;

    /** All of them; the digest is that of the connection's database. */
    public List<ForeignKey> of(String schema, Connection connection) throws SQLException {
        Known known = last;
        if (known == null || !known.schema().equals(schema)) {
            known = new Known(schema, List.copyOf(ForeignKey.all(connection)));
            last = known;
        }
        return known.keys();
    }
}
