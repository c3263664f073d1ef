package io.github.pocstate.snapshot.postgres.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is written is read back before it counts: a restore in place is proved by nothing else. */
@ExtendWith(TestServer.Resolver.class)
class DeltaWriterIT {

    private static final TableName ROOM = new TableName("public", "room");

    private final Connection source;
    private final Connection target;

    DeltaWriterIT(TestServer server) throws SQLException {
        this.source = server.connect(server.newDatabase());
        this.target = server.connect(server.newDatabase());
    }

    @BeforeEach
    void oneRowIsMissing() throws SQLException {
        Sql.run(source, "CREATE TABLE room (id int PRIMARY KEY, name text)");
        Sql.run(source, "INSERT INTO room VALUES (1, 'north')");
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
        target.close();
    }

    @Test
    void theMissingRowComes() throws SQLException {
        Sql.run(target, "CREATE TABLE room (id int PRIMARY KEY, name text)");

        write();

        assertThat(names()).containsExactly("north");
    }

    @Test
    void aRowThatArrivesWithAnotherContentIsRefused() throws SQLException {
        Sql.run(target, "CREATE TABLE room (id int PRIMARY KEY, name char(9))");

        assertThatThrownBy(this::write)
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("The table is not as wanted after it was written");

        assertThat(names()).isEmpty();
    }

    @Test
    void aRowThatIsThereBesidesIsRefused() throws SQLException {
        Sql.run(target, "CREATE TABLE room (id int PRIMARY KEY, name text)");
        Sql.run(target, "INSERT INTO room VALUES (2, 'unknown')");

        assertThatThrownBy(this::write)
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("The table is not as wanted after it was written");

        assertThat(names()).containsExactly("unknown");
    }

    private void write() throws SQLException {
        Locations first = new Locations();
        first.add(Locations.pack(0, 1));
        TableShape shape = TableShape.read(source, ROOM, Noise.NONE);
        TableDelta delta = new TableDelta(shape, 0, 1, RowMatch.missing(first), 0);
        Sql.transaction(
                target,
                writing -> new DeltaWriter(source, writing, "here", List.of()).write(List.of(delta), Set.of(ROOM)));
    }

    private List<String> names() throws SQLException {
        return Sql.list(target, row -> row.getString(1), "SELECT name FROM room");
    }
}
