package io.github.pocstate.snapshot.postgres.internal.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What belongs to a database as a whole and is not cloned with it: owner, connection limit, comment, grants, settings.
 *
 * <p>Made from the one that goes, applied to the one that comes, in the transaction that renames both.
 */
public final class DatabaseProperties {

    /** Settings that hold lists of names: each is kept in double quotes if it needs them, an empty one too. */
    private static final Set<String> LISTS = Set.of(
            "search_path",
            "temp_tablespaces",
            "local_preload_libraries",
            "session_preload_libraries",
            "shared_preload_libraries",
            "unix_socket_directories");

    private static final Pattern NAME = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"|([^,\"]+))\\s*(?:,|$)");

    private static final String GRANTS = "SELECT a.grantee = 0, CASE a.grantee WHEN 0 THEN '' ELSE"
            + " pg_get_userbyid(a.grantee) END, a.privilege_type, a.is_grantable"
            + " FROM pg_database d CROSS JOIN aclexplode(d.datacl) a WHERE d.datname = ?";

    private static final String SETTINGS = "SELECT s.setrole = 0, CASE s.setrole WHEN 0 THEN '' ELSE"
            + " pg_get_userbyid(s.setrole) END, unnest(s.setconfig)"
            + " FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = ?";

    private static final String BASICS = "SELECT pg_get_userbyid(datdba), datconnlimit,"
            + " shobj_description(oid, 'pg_database'), datacl IS NOT NULL, datistemplate FROM pg_database WHERE datname = ?";

    private final List<String> statements = new ArrayList<>();
    private String owner = "";
    private boolean hadGrants;

    private DatabaseProperties() {}

    /** Gives a database that comes what the one that goes has. */
    public static void carryOver(Connection connection, String from, String to) throws SQLException {
        DatabaseProperties properties = new DatabaseProperties();
        properties.forget(connection, to);
        properties.collect(connection, from, to);
        for (String statement : properties.statements) {
            try {
                Sql.run(connection, statement);
            } catch (SQLException e) {
                throw new SQLException(e.getMessage() + ", in [" + statement + "]", e.getSQLState(), e);
            }
        }
    }

    /** Grants and settings of its own, from the time when it was live itself. */
    private void forget(Connection connection, String database) throws SQLException {
        String name = Quote.name(database);
        statements.add("ALTER DATABASE " + name + " RESET ALL");
        Sql.list(connection, row -> row.getBoolean(1) ? "" : row.getString(2), SETTINGS, database).stream()
                .distinct()
                .filter(role -> !role.isEmpty())
                .forEach(role ->
                        statements.add("ALTER ROLE " + Quote.name(role) + " IN DATABASE " + name + " RESET ALL"));
        List<String> grantees = Sql.list(connection, DatabaseProperties::grantee, GRANTS, database);
        grantees.stream()
                .distinct()
                .forEach(role -> statements.add("REVOKE ALL ON DATABASE " + name + " FROM " + role));
        hadGrants = !grantees.isEmpty();
    }

    private void collect(Connection connection, String from, String to) throws SQLException {
        String name = Quote.name(to);
        boolean granted = Sql.one(connection, row -> basics(row, name), BASICS, from);
        if (granted) {
            statements.add("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC, CURRENT_USER");
            statements.addAll(Sql.list(connection, row -> grant(row, name), GRANTS, from));
        } else if (hadGrants) { // PostgreSQL's defaults, in words: a database without any grant has them anyway
            statements.add("GRANT ALL ON DATABASE " + name + " TO " + owner);
            statements.add("GRANT CONNECT, TEMPORARY ON DATABASE " + name + " TO PUBLIC");
        }
        statements.addAll(Sql.list(connection, row -> setting(row, name), SETTINGS, from));
    }

    private boolean basics(ResultSet row, String name) throws SQLException {
        owner = Quote.name(row.getString(1));
        statements.add("ALTER DATABASE " + name + " OWNER TO " + owner);
        statements.add("ALTER DATABASE " + name + " CONNECTION LIMIT " + row.getInt(2));
        statements.add("ALTER DATABASE " + name + " IS_TEMPLATE " + row.getBoolean(5));
        String comment = Optional.ofNullable(row.getString(3)).map(Quote::text).orElse("NULL");
        statements.add("COMMENT ON DATABASE " + name + " IS " + comment);
        return row.getBoolean(4);
    }

    private static String grantee(ResultSet row) throws SQLException {
        return row.getBoolean(1) ? "PUBLIC" : Quote.name(row.getString(2));
    }

    private static String grant(ResultSet row, String name) throws SQLException {
        return "GRANT " + row.getString(3) + " ON DATABASE " + name + " TO " + grantee(row)
                + (row.getBoolean(4) ? " WITH GRANT OPTION" : "");
    }

    private static String setting(ResultSet row, String name) throws SQLException {
        String text = row.getString(3);
        String key = text.substring(0, text.indexOf('='));
        String value = text.substring(text.indexOf('=') + 1);
        String whose = row.getBoolean(1)
                ? "ALTER DATABASE " + name
                : "ALTER ROLE " + Quote.name(row.getString(2)) + " IN DATABASE " + name;
        return whose + " SET " + parameter(key) + " TO " + (LISTS.contains(key) ? list(value) : Quote.text(value));
    }

    /** A list of names as a list of texts, in which an empty name can be written. */
    private static String list(String names) {
        String texts = NAME.matcher(names)
                .results()
                .map(name -> name.group(1) != null
                        ? name.group(1).replace("\"\"", "\"")
                        : name.group(2).strip())
                .map(Quote::text)
                .collect(Collectors.joining(", "));
        return texts.isEmpty() ? "''" : texts;
    }

    /** A parameter's name, which may be qualified. */
    private static String parameter(String key) {
        return Quote.name(key).replace(".", "\".\"");
    }
}
