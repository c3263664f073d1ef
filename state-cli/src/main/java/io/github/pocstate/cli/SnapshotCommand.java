package io.github.pocstate.cli;

import picocli.CommandLine.Command;

/** {@code poc-state snapshot}: the whole lab as a value. */
@Command(
        name = "snapshot",
        description = "Save the whole lab (database and queues), list what was saved, put it back.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SnapshotSaveCommand.class,
            SnapshotListCommand.class,
            SnapshotRestoreCommand.class,
            SnapshotDeleteCommand.class,
            SnapshotPruneCommand.class,
            SnapshotExportCommand.class,
            SnapshotImportCommand.class
        },
        footer = {"", "Needs NETBOX_DB_URL, the address of NetBox's database."})
final class SnapshotCommand {}
