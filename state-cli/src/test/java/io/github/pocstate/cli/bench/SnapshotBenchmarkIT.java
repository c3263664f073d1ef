package io.github.pocstate.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.lab.EmbeddedLab;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The benchmark on a small lab of its own: what it measures is not judged, that it measures and tidies up is. */
class SnapshotBenchmarkIT {

    private static final int SERVERS = 12;

    @Test
    void everyWayIsMeasuredAndTheLabIsLeftAsItWasFound() throws InterruptedException {
        try (EmbeddedLab lab = EmbeddedLab.builder().servers(SERVERS).start()) {
            try (PocSession session = PocSession.open(lab.config().build())) {
                session.restore(Phase.ONE);
            }
            List<String> before = databases(lab);

            BenchmarkReport report = measure(lab);

            assertThat(report.lines())
                    .extracting(Line::name)
                    .contains("in place, 1 changed device", "swap, TWO to ZERO", Recipes.TEMPLATE);
            assertThat(report.lines()).allSatisfy(SnapshotBenchmarkIT::isMeasured);
            assertThat(report.lines())
                    .filteredOn(line -> line.name().startsWith("in place"))
                    .hasSize(5)
                    .allSatisfy(line -> assertThat(line.failedRequests()).isZero());
            assertThat(report.table()).contains(Recipes.TEMPLATE);
            assertThat(report.json()).contains("\"timesFaster\"").doesNotContain("password");
            assertThat(databases(lab)).isEqualTo(before);
            try (PocSession session = PocSession.open(lab.config().build())) {
                assertThat(session.verify(Phase.ONE).passed()).isTrue();
            }
        }
    }

    private static BenchmarkReport measure(EmbeddedLab embedded) throws InterruptedException {
        try (BenchLab lab = new BenchLab(embedded::config)) {
            return new BenchmarkRun(lab, 1, 1, 20, step -> {}).measure();
        }
    }

    private static void isMeasured(Line line) {
        assertThat(line.runs()).isOne();
        assertThat(line.requests()).isPositive();
        assertThat(line.callMs().median()).isPositive();
        assertThat(line.rightMs().median()).isPositive();
        assertThat(line.timesFaster()).isPositive();
    }

    private static List<String> databases(EmbeddedLab lab) {
        return Jdbi.create(lab.jdbcUrl())
                .withHandle(handle -> handle.select("SELECT datname FROM pg_database ORDER BY datname")
                        .mapTo(String.class)
                        .list());
    }
}
