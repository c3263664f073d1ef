package io.github.pocstate.lab.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {

    @Test
    void aSemicolonEndsAStatement() {
        assertThat(statements("SELECT 1; SELECT 2\n;\n\nSELECT 3"))
                .containsExactly("SELECT 1", "SELECT 2\n", "SELECT 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;b'",
                "SELECT 'it''s; one'",
                "SELECT 'a\\'",
                "SELECT E'it\\'s; one'",
                "SELECT \"a;\"\"b\"",
                "SELECT 1 -- one; two\n + 1",
                "SELECT 1 /* one; /* two; */ three; */ + 1",
                "SELECT $$a;b$$",
                "SELECT $body$ a; $$ b; $other$ c; $body$",
                "SELECT a$b, 'c;' FROM d$e",
                "SELECT 3 - 1 / 2",
            })
    void aSemicolonInQuotesOrCommentsDoesNot(String statement) {
        assertThat(statements(statement + ";SELECT 2;")).containsExactly(statement, "SELECT 2");
    }

    @Test
    void blanksAndCommentsBetweenStatementsAreNone() {
        assertThat(statements("\n-- one;\n/* two; */\t-- three\r\nSELECT 1;\n-- the end"))
                .containsExactly("SELECT 1");
        assertThat(statements("")).isEmpty();
        assertThat(statements("-- nothing")).isEmpty();
        assertThat(statements("/* not closed")).isEmpty();
    }

    @Test
    void aStatementKnowsItsLine() {
        SqlScript script = new SqlScript("-- comment\n\nSELECT 1;\nSELECT\n2; SELECT 3;\n");
        List<Integer> lines = new ArrayList<>();
        while (script.advance()) {
            lines.add(script.line());
        }
        assertThat(lines).containsExactly(3, 4, 5);
    }

    @Test
    void theRowsAfterACopyAreHandedOutAsTheyAre() {
        SqlScript script = new SqlScript("COPY a (b) FROM stdin;\n1\t'\n\n$$;--\n\\N\n\\.\n\n\nSELECT 2;");
        assertThat(script.advance()).isTrue();
        assertThat(script.isCopyFromStdin()).isTrue();
        assertThat(rows(script)).isEqualTo("1\t'\n\n$$;--\n\\N\n");
        assertThat(script.advance()).isTrue();
        assertThat(script.isCopyFromStdin()).isFalse();
        assertThat(script.sql()).isEqualTo("SELECT 2");
        assertThat(script.line()).isEqualTo(9);
        assertThat(script.advance()).isFalse();
    }

    @Test
    void aCopyMayHaveNoRows() {
        SqlScript script = new SqlScript("COPY a (b) FROM stdin;\n\\.\nSELECT 2;");
        assertThat(script.advance()).isTrue();
        assertThat(rows(script)).isEmpty();
        assertThat(script.advance()).isTrue();
        assertThat(script.sql()).isEqualTo("SELECT 2");
    }

    @Test
    void aCopyToAFileHasNoRows() {
        SqlScript script = new SqlScript("COPY a FROM '/tmp/stdin';");
        assertThat(script.advance()).isTrue();
        assertThat(script.isCopyFromStdin()).isFalse();
    }

    @Test
    void theCommandsThatPgDumpPutsAroundADumpAreSkipped() {
        assertThat(statements("--\n\\restrict abc\n\nSELECT 1;\n\\unrestrict abc\n"))
                .containsExactly("SELECT 1");
    }

    @Test
    void anyOtherCommandOfPsqlIsRefused() {
        assertThatThrownBy(() -> statements("SELECT 1;\n\\connect other\nSELECT 2;"))
                .hasMessage("line 2 is a command of psql, which this is not: [\\connect other]");
    }

    private static List<String> statements(String text) {
        SqlScript script = new SqlScript(text);
        List<String> statements = new ArrayList<>();
        while (script.advance()) {
            statements.add(script.sql());
        }
        return statements;
    }

    private static String rows(SqlScript script) {
        try (BufferedReader rows = new BufferedReader(script.takeRows())) {
            StringBuilder text = new StringBuilder();
            for (int c = rows.read(); c != -1; c = rows.read()) {
                text.append((char) c);
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
