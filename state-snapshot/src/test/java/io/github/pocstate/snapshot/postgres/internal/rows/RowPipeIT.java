package io.github.pocstate.snapshot.postgres.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows on their way from one database into another. */
@ExtendWith(TestServer.Resolver.class)
class RowPipeIT {

    private static final TableName ODD = new TableName("public", "odd");
    private static final String MAKE = "CREATE TABLE odd (id int PRIMARY KEY, name text, data jsonb, raw bytea)";

    private final Connection source;
    private final Connection target;

    private TableShape shape;

    RowPipeIT(TestServer server) throws SQLException {
        this.source = server.connect(server.newDatabase());
        this.target = server.connect(server.newDatabase());
    }

    @BeforeEach
    void makeTables() throws SQLException {
        Sql.run(source, MAKE);
        Sql.run(target, MAKE);
        shape = TableShape.read(source, ODD, Noise.NONE);
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
        target.close();
    }

    @Test
    void rowsArriveAsTheyAreWhateverTheyHold() throws SQLException {
        Sql.run(
                source,
                "INSERT INTO odd VALUES"
                        + " (1, E'tab\there, line\nthere', '{\"a\\tb\": [1.0, null]}', '\\x00ff'),"
                        + " (2, E'back\\\\slash \\\\N \\\\t', '\"\"', NULL),"
                        + " (3, '', NULL, '\\x'), (4, NULL, 'null', NULL),"
                        + " (5, repeat(E'long\t', 40000), jsonb_build_object('long', repeat('x', 200000)), NULL),"
                        + " (6, '\u00fc\u4e16\ud83d\ude00', '{}', NULL)");

        RowPipe.Copied copied = copy("");

        assertThat(copied.rows()).isEqualTo(6);
        assertThat(contents(target)).isEqualTo(contents(source)).hasSize(6);
        assertThat(copied.digest()).isEqualTo(digest(target));
    }

    @Test
    void onlyTheRowsThatWereCopiedCount() throws SQLException {
        Sql.run(source, "INSERT INTO odd (id, name) SELECT i, 'row ' || i FROM generate_series(1, 50000) i");

        RowPipe.Copied copied = copy(" WHERE id % 2 = 0");

        assertThat(copied.rows()).isEqualTo(25_000);
        assertThat(copied.digest()).isEqualTo(digest(target)).isNotEqualTo(digest(source));
    }

    @Test
    void anotherValueHasAnotherDigest() throws SQLException {
        Sql.run(source, "INSERT INTO odd VALUES (1, 'a', '{\"status\": \"planned\"}', NULL)");
        RowPipe.Copied copied = copy("");

        Sql.run(target, "UPDATE odd SET data = '{\"status\": \"failed\"}'");

        assertThat(digest(target)).isNotEqualTo(copied.digest());
    }

    @Test
    void nothingWantedIsNothingCopied() throws SQLException {
        assertThat(copy("")).isEqualTo(new RowPipe.Copied(0, 0));
    }

    private RowPipe.Copied copy(String condition) throws SQLException {
        Locations wanted = new Locations();
        try (BinaryRows rows = new BinaryRows(source, "SELECT ctid" + shape.from() + condition)) {
            while (rows.next()) {
                wanted.add(rows.location());
            }
        }
        return new RowPipe(source, target).copy(shape, wanted);
    }

    private static List<String> contents(Connection connection) throws SQLException {
        return Sql.list(connection, row -> row.getString(1), "SELECT CAST(odd AS text) FROM odd ORDER BY id");
    }

    private long digest(Connection connection) throws SQLException {
        return Sql.one(
                connection,
                row -> row.getBigDecimal(1).longValue(),
                "SELECT coalesce(sum(" + shape.copyHash() + "), 0)" + shape.from());
    }
}
