package io.github.pocstate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Reads a command line without carrying it out. */
public final class Usage {

    private Usage() {}

    /**
     * Checks command, options and parameters.
     *
     * @throws CommandLine.ParameterException if there is no such command, option or parameter, or one is missing
     */
    public static void check(String... args) {
        CommandLine line = new CommandLine(CommandSpec.create());
        for (Class<?> command : PocStateMain.class.getAnnotation(Command.class).subcommands()) {
            line.addSubcommand(command);
        }
        line.setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    }
}
