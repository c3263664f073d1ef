package io.github.pocstate.lab;

import io.github.pocstate.lab.internal.service.Durability;
import io.github.pocstate.lab.internal.service.NetBoxTuning;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The lab that is wanted.
 *
 * @param servers how many
 * @param netBox which NetBox
 * @param durability what its PostgreSQL does for its data to outlive a crash
 * @param directory where it stays, empty for one that goes with it
 * @param port the first of its three ports, empty for any free ones
 * @param programs where PostgreSQL's programs are
 * @param venv where the real NetBox is installed
 * @param python the Python to install it with, empty for the first that fits
 * @param tuning how the real NetBox is to run
 * @param steps hears what is done
 */
record LabSpec(
        int servers,
        NetBoxKind netBox,
        Durability durability,
        Optional<Path> directory,
        OptionalInt port,
        Path programs,
        Path venv,
        Optional<String> python,
        NetBoxTuning tuning,
        Consumer<String> steps) {}
