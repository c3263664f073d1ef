package io.github.pocstate.lab.internal.service;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds a Python that NetBox runs on: 3.12 or later, with the modules that make a virtual environment. */
final class Python {

    private static final List<String> NAMES = List.of("python3.14", "python3.13", "python3.12", "python3");
    private static final String QUESTION = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))";
    private static final int ANSWERS_WITHIN_SECONDS = 30;

    private final Map<String, String> environment;
    private final Predicate<Path> fits;

    Python(Map<String, String> environment) {
        this(environment, Python::answersWell);
    }

    Python(Map<String, String> environment, Predicate<Path> fits) {
        this.environment = Map.copyOf(environment);
        this.fits = fits;
    }

    /** The one that was asked for, or else the first one that fits. */
    Path find(Optional<String> wanted) {
        return wanted.isPresent() ? named(wanted.get()) : any();
    }

    private Path named(String name) {
        return inPath(name)
                .filter(fits)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(new Problem(
                        "[" + name + "] is no Python that NetBox runs on.",
                        "the setting for the lab's Python",
                        "name one of version 3.12 or later that has the modules venv and ensurepip")));
    }

    private Path any() {
        return candidates()
                .filter(fits)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(new Problem(
                        "There is no Python 3.12 or later with the modules venv and ensurepip.",
                        "looked for " + String.join(", ", NAMES) + " in the PATH, and in pyenv's versions",
                        "install one, or name it (--python, or PYTHON in the environment),"
                                + " or take the embedded NetBox, which needs none")));
    }

    private Stream<Path> candidates() {
        return Stream.concat(NAMES.stream().flatMap(this::inPath), pyenv());
    }

    /** Files of that name in the directories of the PATH; the file itself when the name is a path. */
    private Stream<Path> inPath(String name) {
        Path path = Path.of(name);
        Stream<Path> places = path.getNameCount() > 1 || path.isAbsolute()
                ? Stream.of(path.toAbsolutePath())
                : Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .filter(directory -> !directory.isEmpty())
                        .map(directory -> Path.of(directory, name));
        return places.filter(Files::isExecutable).filter(Files::isRegularFile);
    }

    private Stream<Path> pyenv() {
        String home = environment.getOrDefault("HOME", "");
        Path root = Path.of(environment.getOrDefault("PYENV_ROOT", home + "/.pyenv"));
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(root.resolve("versions"), "3.1[2-9]*")) {
            versions.forEach(version -> found.add(version.resolve("bin/python3")));
        } catch (IOException e) {
            return Stream.empty();
        }
        return found.stream().filter(Files::isExecutable).sorted(Comparator.reverseOrder());
    }

    private static boolean answersWell(Path python) {
        try {
            Process process = new ProcessBuilder(python.toString(), "-c", QUESTION)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
