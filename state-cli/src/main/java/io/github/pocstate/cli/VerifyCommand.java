package io.github.pocstate.cli;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.verify.Verification;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code poc-state verify 2}. */
@Command(name = "verify", description = "Check whether the lab is in a phase; writes nothing. Exit code 1 if not.")
final class VerifyCommand extends PhaseCommand {

    @Override
    int run(PocSession session, Phase phase, RestoreOptions.Builder options, PrintWriter out) {
        Verification verification = session.verify(phase, options.build());
        if (json()) {
            out.println(JsonView.verification(verification));
        } else {
            TextView.verification(out, verification);
        }
        return verification.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
