package io.github.pocstate.lab.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the real NetBox, for which a Python is wanted, does not run there")
class PythonTest {

    @TempDir
    Path directory;

    @Test
    void takesTheNewestInThePath() throws IOException {
        Path older = program("a/python3.12");
        Path newer = program("b/python3.13");

        assertThat(python(Set.of(older, newer)).find(Optional.empty())).isEqualTo(newer);
    }

    @Test
    void passesOverOnesThatNetBoxDoesNotRunOn() throws IOException {
        program("a/python3.13");
        Path plain = program("b/python3");

        assertThat(python(Set.of(plain)).find(Optional.empty())).isEqualTo(plain);
    }

    @Test
    void passesOverFilesThatAreNoPrograms() throws IOException {
        Files.createDirectories(directory.resolve("a"));
        Path text = Files.createFile(directory.resolve("a/python3.14"));
        Path plain = program("b/python3");

        assertThat(python(Set.of(text, plain)).find(Optional.empty())).isEqualTo(plain);
    }

    @Test
    void looksAtTheVersionsOfPyenvLast() throws IOException {
        Path older = program("pyenv/versions/3.12.1/bin/python3");
        Path newer = program("pyenv/versions/3.13.0/bin/python3");
        program("pyenv/versions/3.11.7/bin/python3");

        assertThat(python(Set.of(older, newer)).find(Optional.empty())).isEqualTo(newer);
        Path inPath = program("a/python3");
        assertThat(python(Set.of(older, newer, inPath)).find(Optional.empty())).isEqualTo(inPath);
    }

    @Test
    void takesTheOneThatIsNamed() throws IOException {
        Path newest = program("a/python3.14");
        Path other = program("b/special");

        assertThat(python(Set.of(newest, other)).find(Optional.of("special"))).isEqualTo(other);
        assertThat(python(Set.of(newest, other)).find(Optional.of(other.toString())))
                .isEqualTo(other);
    }

    @Test
    void takesNoOtherThanTheOneThatIsNamed() throws IOException {
        Path newest = program("a/python3.14");

        assertThatThrownBy(() -> python(Set.of(newest)).find(Optional.of("python2")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        [python2] is no Python that NetBox runs on.
                          where: the setting for the lab's Python
                          do:    name one of version 3.12 or later that has the modules venv and ensurepip""");
    }

    @Test
    void withoutAnyItTellsWhereItLookedAndWhatToDo() {
        assertThatThrownBy(() -> new Python(Map.of("PATH", "")).find(Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        There is no Python 3.12 or later with the modules venv and ensurepip.
                          where: looked for python3.14, python3.13, python3.12, python3 in the PATH, and in pyenv's versions
                          do:    install one, or name it (--python, or PYTHON in the environment), or take the embedded NetBox, which needs none""");
    }

    @Test
    void asksTheProgramItselfWhetherItFits() throws IOException {
        script("a/python3.13", "exit 1");
        Path fits = script("b/python3.12", "exit 0");
        Map<String, String> environment =
                Map.of("PATH", directory.resolve("a") + File.pathSeparator + directory.resolve("b"));

        assertThat(new Python(environment).find(Optional.empty())).isEqualTo(fits);
    }

    private Python python(Set<Path> fitting) {
        String path = directory.resolve("a") + File.pathSeparator + directory.resolve("b");
        return new Python(
                Map.of("PATH", path, "PYENV_ROOT", directory.resolve("pyenv").toString()), fitting::contains);
    }

    private Path program(String name) throws IOException {
        return script(name, "");
    }

    private Path script(String name, String commands) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
