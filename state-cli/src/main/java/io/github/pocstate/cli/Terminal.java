package io.github.pocstate.cli;

import java.io.Console;
import java.util.Locale;
import java.util.Objects;

/** Whether a person looks at a terminal, and what that person says. */
final class Terminal {

    private Terminal() {}

    /** Up to JDK 21 there is a console on a terminal only; from JDK 22 on always, and it must be asked. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Asks a question that only a plain yes answers. */
    static boolean agrees(String question) {
        String answer = Objects.requireNonNull(System.console()).readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
