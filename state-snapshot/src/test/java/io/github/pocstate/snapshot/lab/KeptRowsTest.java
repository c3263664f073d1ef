package io.github.pocstate.snapshot.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptRowsTest {

    private final KeptRows rows = new KeptRows();
    private final Asked snapshot = new Asked("kept");
    private final Asked live = new Asked("live");

    @Test
    void aTableThatIsTheSameIsNotAskedForAgain() {
        rows.kept(snapshot).read("device", "id", "name");
        rows.kept(snapshot).columns("device");

        Tables present = rows.insteadOf(live, table -> true);

        assertThat(present.read("device", "id", "name").get(0).text("name")).contains("kept");
        assertThat(present.columns("device")).containsExactly("of kept");
        assertThat(live.questions).isEmpty();
    }

    @Test
    void aTableThatDiffersIsReadAndNotRemembered() {
        rows.kept(snapshot).read("device", "id", "name");
        Tables present = rows.insteadOf(live, table -> !table.equals("device"));

        assertThat(present.read("device", "id", "name").get(0).text("name")).contains("live");
        assertThat(present.columns("device")).containsExactly("of live");
        assertThat(rows.insteadOf(live, table -> true)
                        .read("device", "id", "name")
                        .get(0)
                        .text("name"))
                .contains("kept");
    }

    @Test
    void whatWasNeverReadIsReadOfTheLiveDatabase() {
        rows.kept(snapshot).read("device", "id");
        Tables present = rows.insteadOf(live, table -> true);

        present.read("device", "name");
        present.read("site", "id");
        present.read("site", "id");

        assertThat(live.questions).containsExactly("device [name]", "site [id]");
    }

    /** Tables whose every value says whose they are. */
    private static final class Asked implements Tables {

        private final List<String> questions = new ArrayList<>();
        private final String whose;

        Asked(String whose) {
            this.whose = whose;
        }

        @Override
        public Set<String> columns(String table) {
            questions.add(table);
            return Set.of("of " + whose);
        }

        @Override
        public List<Row> read(String table, String... columns) {
            questions.add(table + " " + List.of(columns));
            String[] values = List.of(columns).stream().map(column -> whose).toArray(String[]::new);
            return List.of(new Row(List.of(columns), values));
        }
    }
}
