package io.github.pocstate.cli;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.PocStateException;
import io.github.pocstate.RestoreException;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.VerificationException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person what went wrong, where and what to do; a stack trace only for what we did not foresee. */
final class Errors implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) throws Exception {
        if (!(error instanceof PocStateException known)) {
            throw error;
        }
        if (command.getCommand() instanceof Verb asked && asked.json()) {
            command.getOut().println(JsonView.error(known, report(known)));
        } else {
            report(known).ifPresent(report -> TextView.report(command.getOut(), report));
        }
        command.getErr().println("error: " + known.getMessage());
        return known instanceof ConfigurationException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static Optional<RestoreReport> report(PocStateException error) {
        if (error instanceof VerificationException differs) {
            return Optional.of(differs.report());
        }
        return error instanceof RestoreException stopped ? Optional.of(stopped.report()) : Optional.empty();
    }
}
