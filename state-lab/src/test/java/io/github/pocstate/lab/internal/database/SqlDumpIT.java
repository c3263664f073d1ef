package io.github.pocstate.lab.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.RejectedException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServer.Resolver.class)
class SqlDumpIT {
    private static final String DATABASE = "dump_test";

    private final EmbeddedServer server;

    SqlDumpIT(EmbeddedServer server) {
        this.server = server;
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        server.run("postgres", "CREATE DATABASE " + DATABASE);
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        server.run("postgres", "DROP DATABASE " + DATABASE + " WITH (FORCE)");
    }

    @Test
    void replaysFunctionsAndRows() throws SQLException {
        replay("""
                -- one; two
                CREATE TABLE a (id int, word text);
                CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $body$
                BEGIN
                    NEW.word := upper(NEW.word) || '; {fn now()} ?';
                    RETURN NEW;
                END $body$;
                CREATE TRIGGER shouting BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION shout();
                COPY a (id, word) FROM stdin;
                1\tone
                2\ttab\\there
                3\t\\N
                \\.
                SELECT pg_catalog.set_config('search_path', '', false);
                INSERT INTO public.a VALUES (4, 'four');
                """);
        assertThat(server.texts(DATABASE, "SELECT word FROM a ORDER BY id"))
                .containsExactly("ONE; {fn now()} ?", "TAB\tHERE; {fn now()} ?", null, "FOUR; {fn now()} ?");
    }

    @Test
    void aRefusedStatementIsNamedWithItsLineAndPostgresWords() {
        assertThatThrownBy(() -> replay("SELECT 1;\n\n-- next\nSELECT\n  no_such_column\nFROM pg_class;\n"))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("ERROR: column \"no_such_column\" does not exist")
                .hasMessageContaining("where: test.sql, line 4 [SELECT]");
    }

    @Test
    void aRefusedRowIsNamedWithTheLineOfItsCopyAndPostgresWords() {
        assertThatThrownBy(() -> replay("CREATE TABLE a (id int);\nCOPY a (id) FROM stdin;\n1\ntwo\n\\.\n"))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("invalid input syntax for type integer: \"two\"")
                .hasMessageContaining("COPY a, line 2, column id: \"two\"")
                .hasMessageContaining("where: test.sql, line 2 [COPY a (id) FROM stdin]");
    }

    @Test
    void afterAnErrorNothingIsLeftOfItsTransaction() throws SQLException {
        assertThatThrownBy(() -> replay("CREATE TABLE a (id int);\nSELECT 1/0;\n"))
                .isInstanceOf(RejectedException.class);
        assertThat(server.texts(DATABASE, "SELECT relname FROM pg_class WHERE relname = 'a'"))
                .isEmpty();
    }

    private void replay(String dump) throws SQLException {
        try (Connection connection = server.connect(DATABASE)) {
            connection.setAutoCommit(false);
            new SqlDump("test.sql", dump).replay(connection);
            connection.commit();
        }
    }
}
