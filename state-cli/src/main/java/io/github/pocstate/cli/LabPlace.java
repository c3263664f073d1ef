package io.github.pocstate.cli;

import io.github.pocstate.lab.LabDirectory;
import io.github.pocstate.lab.LabHome;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The directory of the lab that stays: an option that its commands share. */
final class LabPlace {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the lab is; default lab in POC_STATE_HOME, which is ~/.poc-state.")
    private @Nullable Path directory;

    LabDirectory directory() {
        return LabDirectory.at(directory == null ? LabHome.ofThisUser().lab() : directory);
    }
}
