package io.github.pocstate.snapshot.lab;

import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.model.Comparison;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.DatabaseGuide.Part;
import io.github.pocstate.spi.Differences;
import io.github.pocstate.spi.RowDifference;
import io.github.pocstate.spi.Tables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A comparison as the guide looks at it: only tables that hold the lab's state. */
final class GuideDifferences implements Differences {

    private final Comparison comparison;
    private final Map<String, TableName> tables;

    GuideDifferences(Comparison comparison, DatabaseGuide guide) {
        this.comparison = comparison;
        this.tables = comparison.changes().stream()
                .map(TableChange::table)
                .filter(table -> guide.part(AppTable.name(table)) == Part.STATE)
                .collect(Collectors.toMap(AppTable::name, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    @Override
    public Set<String> tables() {
        return tables.keySet();
    }

    @Override
    public List<RowDifference> rows(String table) {
        TableName name = tables.get(table);
        return name == null ? List.of() : comparison.rows(name);
    }

    @Override
    public Tables live() {
        return comparison.live();
    }

    @Override
    public Tables kept() {
        return comparison.kept();
    }
}
