package io.github.pocstate.cli;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Goes through the phases of a lab, first each from the one before, then to and fro, and tells what every move took. */
final class Demo {

    private static final List<Phase> BUILT = List.of(Phase.ZERO, Phase.ONE, Phase.TWO);
    private static final List<Phase> JUMPS = List.of(Phase.ZERO, Phase.TWO, Phase.ONE, Phase.TWO, Phase.TWO);

    private final PocSession session;
    private final RestoreOptions options;
    private final PrintWriter out;
    private final List<Move> moves = new ArrayList<>();

    Demo(PocSession session, ProgressListener listener, PrintWriter out) {
        this.session = session;
        this.options = RestoreOptions.builder().listener(listener).build();
        this.out = out;
    }

    /** A restore from where the lab was. */
    private record Move(String from, String to, RestoreReport report) {

        int changed() {
            return report.changed().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }
    }

    void run() {
        build();
        jump();
        table();
    }

    /** Each phase is made from the one before, over the API, and kept as a snapshot. */
    private void build() {
        BUILT.forEach(phase -> {
            heading("Make phase " + phase.name());
            TextView.report(out, move(phase).report());
        });
    }

    /** To phases that were there before: their snapshots are put back. */
    private void jump() {
        heading("Jump between the phases, the last time to where the lab is");
        JUMPS.forEach(phase -> row(move(phase)));
    }

    private Move move(Phase phase) {
        String from = moves.isEmpty() ? "as made" : moves.get(moves.size() - 1).to();
        Move move = new Move(from, phase.name(), session.restore(phase, options));
        moves.add(move);
        return move;
    }

    private void table() {
        heading("All moves");
        out.printf(Locale.ROOT, "%-20s %9s %16s %9s  %s%n", "", "seconds", "objects or rows", "requests", "route");
        moves.forEach(this::row);
        out.flush();
    }

    private void row(Move move) {
        RestoreReport report = move.report();
        out.printf(
                Locale.ROOT,
                "%-20s %9.2f %16d %9d  %s%n",
                move.from() + " -> " + move.to(),
                report.duration().toMillis() / 1000.0,
                move.changed(),
                report.requests(),
                report.route());
        out.flush();
    }

    private void heading(String text) {
        out.println();
        out.println("== " + text);
        out.println();
        out.flush();
    }
}
