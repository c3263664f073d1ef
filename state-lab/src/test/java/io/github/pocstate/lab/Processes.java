package io.github.pocstate.lab;

import io.github.pocstate.lab.internal.service.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What runs on this machine. */
public final class Processes {

    private Processes() {}

    /** Commands of all processes that have to do with a directory. */
    public static List<String> about(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(Processes::command)
                .filter(command -> command.contains(directory.toString()))
                .toList();
    }

    /** Those that are left when they had a moment to end. */
    public static List<String> leftOver(Path directory) {
        Await.until(() -> about(directory).isEmpty(), Duration.ofSeconds(30));
        return about(directory);
    }

    private static String command(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return Stream.concat(info.command().stream(), Stream.of(info.arguments().orElse(new String[0])))
                .reduce("", (all, part) -> all + " " + part);
    }
}
