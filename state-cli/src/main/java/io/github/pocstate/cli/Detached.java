package io.github.pocstate.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to start a process that outlives the terminal it is started in.
 *
 * <p>Ignoring the hang-up alone, as with nohup, is not enough: in {@code $(poc-state lab up)} the process belongs to the
 * shell's own group, and the next Ctrl-C at the prompt would end it. So it gets a session of its own.
 */
final class Detached {

    private static final String OWN_SESSION = "use POSIX 'setsid'; setsid(); exec { $ARGV[0] } @ARGV";

    private Detached() {}

    /** What to put before the command, by the programs that the PATH has; nothing on Windows. */
    static List<String> prefix(Map<String, String> environment) {
        return program("setsid", environment)
                .map(List::of)
                .or(() -> program("perl", environment).map(perl -> List.of(perl, "-e", OWN_SESSION)))
                .or(() -> program("nohup", environment).map(List::of))
                .orElse(List.of());
    }

    private static Optional<String> program(String name, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
