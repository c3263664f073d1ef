package io.github.pocstate.cli;

import io.github.pocstate.LabStatus;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.doctor.Diagnosis;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.verify.Verification;
import java.io.PrintWriter;

/** What the commands print for a person: the results say it themselves. */
final class TextView {

    private TextView() {}

    static void report(PrintWriter out, RestoreReport report) {
        print(out, report);
    }

    static void plan(PrintWriter out, Plan plan) {
        print(out, plan);
    }

    static void verification(PrintWriter out, Verification verification) {
        print(out, verification);
    }

    static void status(PrintWriter out, LabStatus status) {
        print(out, status);
    }

    static void diagnosis(PrintWriter out, Diagnosis diagnosis, boolean allSettings) {
        print(out, allSettings ? diagnosis.inFull() : diagnosis);
    }

    private static void print(PrintWriter out, Object result) {
        result.toString().lines().forEach(out::println);
        out.flush();
    }
}
