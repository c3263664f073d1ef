package io.github.pocstate.cli;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The consent to something that cannot be taken back: given by {@code --yes}, or by a person at a terminal. */
final class Consent {

    @Option(names = "--yes", description = "Do not ask; a script must say it.")
    private boolean yes;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** Asks; refuses where nobody can be asked. */
    boolean isGiven(String question) {
        if (yes) {
            return true;
        }
        if (!Terminal.isThere()) {
            throw new ParameterException(
                    requireNonNull(spec).commandLine(), question + " Nobody can be asked here: say --yes.");
        }
        return Terminal.agrees(question);
    }
}
