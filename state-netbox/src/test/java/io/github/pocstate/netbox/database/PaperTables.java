package io.github.pocstate.netbox.database;

import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A database on paper: rows written as {@code "id=5 slug=dc-north name="}, where nothing means NULL. */
final class PaperTables implements Tables {

    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();

    /** The types that the other rows speak of: 1 interface, 2 device, 3 cable, 4 journal entry, 5 site. */
    static PaperTables withTypes() {
        return new PaperTables()
                .table("django_content_type", "id app_label model")
                .row("django_content_type", "id=1 app_label=dcim model=interface")
                .row("django_content_type", "id=2 app_label=dcim model=device")
                .row("django_content_type", "id=3 app_label=dcim model=cable")
                .row("django_content_type", "id=4 app_label=extras model=journalentry")
                .row("django_content_type", "id=5 app_label=dcim model=site");
    }

    static Row parse(String row) {
        List<String> names = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        for (String field : row.split(" ")) {
            String[] parts = field.split("=", 2);
            names.add(parts[0]);
            values.add(parts[1].isEmpty() ? null : parts[1]);
        }
        return new Row(names, values.toArray(new String[0]));
    }

    PaperTables table(String table, String names) {
        columns.put(table, List.of(names.split(" ")));
        rows.put(table, new ArrayList<>());
        return this;
    }

    PaperTables row(String table, String row) {
        rows.get(table).add(parse(row));
        return this;
    }

    @Override
    public Set<String> columns(String table) {
        return Set.copyOf(columns.getOrDefault(table, List.of()));
    }

    @Override
    public List<Row> read(String table, String... names) {
        List<String> wanted = List.of(names);
        return rows.get(table).stream().map(row -> narrowed(row, wanted)).toList();
    }

    private static Row narrowed(Row row, List<String> names) {
        return new Row(
                names, names.stream().map(name -> row.text(name).orElse(null)).toArray(String[]::new));
    }
}
