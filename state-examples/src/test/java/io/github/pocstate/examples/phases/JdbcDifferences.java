package io.github.pocstate.examples.phases;

import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.DatabaseGuide.Part;
import io.github.pocstate.spi.Differences;
import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.RowDifference;
import io.github.pocstate.spi.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What differs between NetBox's tables and copies of them in another schema, by the ids of the rows. */
final class JdbcDifferences implements Differences {

    private final JdbcTables live;
    private final JdbcTables kept;
    private final SortedMap<String, List<RowDifference>> rows = new TreeMap<>();

    JdbcDifferences(Sql sql, String schema, DatabaseGuide guide) {
        live = new JdbcTables(sql, "public");
        kept = new JdbcTables(sql, schema);
        for (String table : sql.texts("SELECT tablename FROM pg_tables WHERE schemaname = ?", schema)) {
            if (guide.part(table) == Part.STATE && live.columns(table).contains("id")) {
                compare(table);
            }
        }
    }

    private void compare(String table) {
        String[] columns = live.columns(table).toArray(String[]::new);
        Map<String, Row> before = byId(kept.read(table, columns));
        Map<String, Row> now = byId(live.read(table, columns));
        Set<String> ids = new HashSet<>(before.keySet());
        ids.addAll(now.keySet());
        List<RowDifference> different = new ArrayList<>();
        for (String id : ids) {
            RowDifference difference =
                    new RowDifference(Optional.ofNullable(now.get(id)), Optional.ofNullable(before.get(id)));
            boolean bothThere =
                    difference.live().isPresent() && difference.kept().isPresent();
            if (!bothThere || !difference.changed(column -> true).isEmpty()) {
                different.add(difference);
            }
        }
        if (!different.isEmpty()) {
            rows.put(table, different);
        }
    }

    private static Map<String, Row> byId(List<Row> rows) {
        Map<String, Row> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.text("id").orElseThrow(), row));
        return byId;
    }

    @Override
    public Set<String> tables() {
        return rows.keySet();
    }

    @Override
    public List<RowDifference> rows(String table) {
        return rows.getOrDefault(table, List.of());
    }

    @Override
    public Tables live() {
        return live;
    }

    @Override
    public Tables kept() {
        return kept;
    }
}
