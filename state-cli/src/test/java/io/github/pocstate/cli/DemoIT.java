package io.github.pocstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.cli.InProcess.Outcome;
import io.github.pocstate.config.PocConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class DemoIT {

    @Test
    void goesThroughThePhasesAndTellsWhatEveryMoveTook() {
        Outcome demo = InProcess.run(() -> PocConfig.builder().build(), "demo", "--servers=2");

        assertThat(demo.exitCode()).as(demo.everything()).isZero();
        List<String> table = demo.out()
                .lines()
                .dropWhile(line -> !line.equals("== All moves"))
                .toList();
        assertThat(table)
                .filteredOn(line -> line.contains(" -> "))
                .extracting(line -> line.split("  ")[0])
                .containsExactly(
                        "as made -> ZERO",
                        "ZERO -> ONE",
                        "ONE -> TWO",
                        "TWO -> ZERO",
                        "ZERO -> TWO",
                        "TWO -> ONE",
                        "ONE -> TWO",
                        "TWO -> TWO");
        assertThat(table.get(table.size() - 1)).containsPattern("TWO -> TWO +\\d+\\.\\d\\d +0 +\\d+  none");
        assertThat(demo.out()).contains("Phase TWO (cable validation complete)", "Verified: ");
    }
}
