package io.github.pocstate.cli;

import java.util.Locale;

/** How a shell sets a variable. */
enum ShellSyntax {
    /** bash, zsh and their like. */
    SH {
        @Override
        String set(String name, String value) {
            return "export " + name + "=" + (value.matches("[-\\w./:@%+=,]*") ? value : quoted(value, "'\\''"));
        }
    },
    /** PowerShell. */
    POWERSHELL {
        @Override
        String set(String name, String value) {
            return "$env:" + name + " = " + quoted(value, "''");
        }
    },
    /** The command prompt of Windows. */
    CMD {
        @Override
        String set(String name, String value) {
            return "set \"" + name + "=" + value + "\"";
        }
    };

    /** A line that sets a variable for the programs which this shell starts. */
    abstract String set(String name, String value);

    /** The one that people most likely use on a system of that name. */
    static ShellSyntax usualOn(String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("windows") ? POWERSHELL : SH;
    }

    private static String quoted(String value, String quote) {
        return "'" + value.replace("'", quote) + "'";
    }
}
