package io.github.pocstate.cli;

import picocli.CommandLine.Command;

/** {@code poc-state lab}: a lab of our own on this machine. */
@Command(
        name = "lab",
        description = "Run a lab on this machine: PostgreSQL, Redis and a NetBox with made-up servers.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LabUpCommand.class, LabDownCommand.class, LabStatusCommand.class, LabServeCommand.class})
final class LabCommand {}
