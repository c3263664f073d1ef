package io.github.pocstate.cli;

import io.github.pocstate.PocState;
import io.github.pocstate.doctor.Diagnosis;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code poc-state doctor}. */
@Command(
        name = "doctor",
        description =
                "Check settings, NetBox, servers, Redis and database, and tell what to do about each failure; writes"
                        + " nothing. Exit code 0 when a restore has all it needs, else 1.")
final class DoctorCommand extends Verb {

    @Option(names = "--all", description = "Print the settings that have their defaults, too.")
    private boolean all;

    @Override
    public Integer call() {
        Diagnosis diagnosis = PocState.doctor(settings());
        PrintWriter out = out();
        if (json()) {
            out.println(JsonView.diagnosis(diagnosis));
        } else {
            TextView.diagnosis(out, diagnosis, all);
        }
        return diagnosis.isHealthy() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
