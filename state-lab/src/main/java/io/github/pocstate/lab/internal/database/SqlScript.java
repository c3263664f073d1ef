package io.github.pocstate.lab.internal.database;

import java.io.CharArrayReader;
import java.io.Reader;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/**
 * A cursor over the statements of an SQL script and over the rows that follow a {@code COPY … FROM stdin}.
 *
 * <p>A semicolon ends a statement, except in quotes, dollar quotes and comments. Of psql's own commands, those that
 * pg_dump puts around a dump ({@code \restrict}) are skipped and any other is an error. Function bodies between BEGIN
 * ATOMIC and END are not understood. This class is not thread-safe.
 */
final class SqlScript {

    private static final Pattern COPY_FROM_STDIN =
            Pattern.compile("COPY\\s.*\\sFROM\\s+stdin", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern COMMAND_OF_DUMP = Pattern.compile("\\\\(un)?restrict\\s.*");
    private static final String END_OF_ROWS = "\\.";

    private final char[] text;
    private int begin;
    private int end; // of the last statement, its semicolon not included
    private int next;

    SqlScript(String text) {
        this.text = text.toCharArray();
    }

    /** Goes to the next statement; false if there is none. */
    boolean advance() {
        begin = next;
        while (begin < text.length && afterBlank(begin) > begin) {
            begin = afterBlank(begin);
        }
        end = endOfStatement(begin);
        next = Math.min(end + 1, text.length);
        return begin < text.length;
    }

    /** The statement, without its semicolon. */
    String sql() {
        return new String(text, begin, end - begin);
    }

    /** The line that the statement begins in, counted from 1. */
    int line() {
        return lineOf(begin);
    }

    /** Whether rows follow the statement. */
    boolean isCopyFromStdin() {
        return COPY_FROM_STDIN.matcher(sql()).matches();
    }

    /** Hands out the rows that follow the statement, and goes past them. */
    Reader takeRows() {
        int rows = afterLine(next);
        int line = rows;
        while (line < text.length && !lineAt(line).equals(END_OF_ROWS)) {
            line = afterLine(line);
        }
        next = afterLine(line);
        return new CharArrayReader(text, rows, line - rows);
    }

    /** The first position after the blank, the comment or psql's command at a position; the position if none is there. */
    private int afterBlank(int at) {
        return switch (text[at]) {
            case ' ', '\t', '\r', '\n', '\f' -> at + 1;
            case '-', '/' -> afterComment(at);
            case '\\' -> afterCommand(at);
            default -> at;
        };
    }

    private int afterComment(int at) {
        int last = text[at] == '-' ? Parser.parseLineComment(text, at) : Parser.parseBlockComment(text, at);
        return last == at ? at : Math.min(last + 1, text.length);
    }

    private int afterCommand(int at) {
        String command = lineAt(at);
        if (!COMMAND_OF_DUMP.matcher(command).matches()) {
            throw new IllegalArgumentException(
                    "line " + lineOf(at) + " is a command of psql, which this is not: [" + command + "]");
        }
        return afterLine(at);
    }

    private int endOfStatement(int from) {
        int at = from;
        while (at < text.length && text[at] != ';') {
            at = 1
                    + switch (text[at]) {
                        case '\'' -> Parser.parseSingleQuotes(text, at, true);
                        case '"' -> Parser.parseDoubleQuotes(text, at);
                        case '$' -> Parser.parseDollarQuotes(text, at);
                        case '-' -> Parser.parseLineComment(text, at);
                        case '/' -> Parser.parseBlockComment(text, at);
                        default -> at;
                    };
        }
        return Math.min(at, text.length);
    }

    private String lineAt(int from) {
        return new String(text, from, endOfLine(from) - from);
    }

    private int afterLine(int from) {
        return Math.min(endOfLine(from) + 1, text.length);
    }

    private int endOfLine(int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    private int lineOf(int position) {
        return 1
                + (int) new String(text, 0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
