package io.github.pocstate.cli;

import io.github.pocstate.LockStatus;
import io.github.pocstate.PocSession;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poc-state lock}, {@code poc-state lock --break}. */
@Command(
        name = "lock",
        description = "Tell who writes to the lab: who, where, since when, what for. With --break, free it.",
        footer = {
            "",
            "A holder that died is gone by itself within ten seconds. One whose hold is broken stops at its",
            "next write; the next restore goes on from there."
        })
final class LockCommand extends Verb {

    @Option(names = "--break", description = "Free the lab, whoever holds it. Asks first.")
    private boolean breaks;

    @Mixin
    private final Consent consent = new Consent();

    @Override
    public Integer call() {
        PrintWriter out = out();
        try (PocSession session = PocSession.open(config())) {
            LockStatus found = session.lockStatus();
            if (!breaks || !found.held()) {
                show(out, found, false);
                return ExitCode.OK;
            }
            if (!consent.isGiven("The lab is " + found + ". Break the lock?")) {
                out.println("The lock was left alone.");
                return ExitCode.SOFTWARE;
            }
            show(out, session.breakLock(), true);
            return ExitCode.OK;
        }
    }

    private void show(PrintWriter out, LockStatus status, boolean broken) {
        if (json()) {
            out.println(JsonView.lock(status, broken));
        } else if (broken) {
            out.println("The lock was broken; the lab was " + status + ".");
        } else {
            out.println("The lab is " + status + ".");
        }
        out.flush();
    }
}
