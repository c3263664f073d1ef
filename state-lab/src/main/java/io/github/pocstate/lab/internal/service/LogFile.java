package io.github.pocstate.lab.internal.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a program wrote while it ran. */
public final class LogFile {

    private static final int LAST_LINES = 15;

    private LogFile() {}

    /**
     * The file and its last lines, for the place in an error.
     *
     * @param log the file
     * @return its path, and its last lines indented below
     */
    public static String withLastLines(Path log) {
        List<String> lines = lines(log);
        if (lines.isEmpty()) {
            return log + " (empty)";
        }
        return lines.stream()
                .skip(Math.max(0, lines.size() - LAST_LINES))
                .collect(Collectors.joining("\n         ", log + ", its last lines:\n         ", ""));
    }

    private static List<String> lines(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
