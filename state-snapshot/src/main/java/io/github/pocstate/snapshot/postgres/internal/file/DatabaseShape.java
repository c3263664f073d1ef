package io.github.pocstate.snapshot.postgres.internal.file;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.rows.LargeObjects;
import io.github.pocstate.snapshot.postgres.internal.rows.Relation;
import io.github.pocstate.snapshot.postgres.internal.rows.TableShape;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.internal.server.Types;
import io.github.pocstate.snapshot.postgres.model.Noise;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables, materialized views and sequences of a database by names and types, not by numbers: two databases that were made
 * separately by the same migrations have the same shape.
 *
 * @param tables the columns of each table that are stored and not generated, in order
 * @param views the materialized views
 * @param sequences the sequences
 */
public record DatabaseShape(
        Map<TableName, List<FileManifest.Column>> tables, Set<TableName> views, Set<TableName> sequences) {

    /** Reads the shape of a database; within a transaction. */
    public static DatabaseShape read(Connection connection) throws SQLException {
        // so that types are named with their schemas, whatever path the role has
        Sql.run(connection, "SET LOCAL search_path = pg_catalog");
        Map<TableName, List<FileManifest.Column>> tables = new TreeMap<>();
        Set<TableName> views = new TreeSet<>();
        for (Relation relation : Relation.tables(connection)) {
            if (!relation.unwritable()) {
                tables.put(relation.name(), columns(connection, relation.name()));
            } else if (!LargeObjects.areIn(relation.name())) {
                views.add(relation.name());
            }
        }
        return new DatabaseShape(tables, views, new TreeSet<>(Relation.sequences(connection, table -> true, true)));
    }

    private static List<FileManifest.Column> columns(Connection connection, TableName table) throws SQLException {
        Types types = Types.of(connection, table);
        return TableShape.read(connection, table, Noise.NONE).columns().stream()
                .map(column -> new FileManifest.Column(column, types.of(column)))
                .toList();
    }

    /** The shape that a file was made of. */
    public static DatabaseShape of(FileManifest file) {
        Map<TableName, List<FileManifest.Column>> tables = new TreeMap<>();
        file.tables().forEach(table -> tables.put(table.table(), table.columns()));
        Set<TableName> views = new TreeSet<>();
        file.views().forEach(view -> views.add(view.view()));
        return new DatabaseShape(tables, views, file.sequenceStates().keySet());
    }

    /** What a file has otherwise than this database, the first of it; the order of columns does not count. */
    public Optional<String> differenceTo(DatabaseShape file) {
        List<String> differences = new ArrayList<>();
        compare("table", file.tables.keySet(), tables.keySet(), differences);
        compare("materialized view", file.views, views, differences);
        compare("sequence", file.sequences, sequences, differences);
        file.tables.forEach((table, columns) -> compare(table, types(columns), differences));
        return differences.stream().findFirst();
    }

    private void compare(TableName table, Map<String, String> inFile, List<String> differences) {
        if (!tables.containsKey(table)) {
            return;
        }
        Map<String, String> here = types(requireNonNull(tables.get(table)));
        compare("column of " + table, inFile.keySet(), here.keySet(), differences);
        inFile.forEach((column, type) -> {
            if (here.containsKey(column) && !type.equals(here.get(column))) {
                differences.add("column [" + column + "] of " + table + " is " + type + " in the file and "
                        + here.get(column) + " in the database");
            }
        });
    }

    private static void compare(String what, Collection<?> inFile, Collection<?> here, List<String> differences) {
        inFile.stream()
                .filter(name -> !here.contains(name))
                .forEach(name -> differences.add(what + " [" + name + "] is in the file only"));
        here.stream()
                .filter(name -> !inFile.contains(name))
                .forEach(name -> differences.add(what + " [" + name + "] is in the database only"));
    }

    private static Map<String, String> types(List<FileManifest.Column> columns) {
        Map<String, String> types = new TreeMap<>();
        columns.forEach(column -> types.put(column.name(), column.type()));
        return types;
    }
}
