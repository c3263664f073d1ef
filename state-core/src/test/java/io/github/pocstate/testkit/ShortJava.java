package io.github.pocstate.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command of a Java process that lives for seconds, such as one that a test kills: it compiles once and quickly, and leaves
 * the other cores to the rest.
 */
public final class ShortJava {

    private ShortJava() {}

    /**
     * Makes the command.
     *
     * @param arguments more options, the class and its arguments
     * @return the command, to be changed at will
     */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        return command;
    }
}
