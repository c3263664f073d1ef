package io.github.pocstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pocstate.cli.InProcess.Outcome;
import io.github.pocstate.config.PocConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands about the lab tell without one. */
class LabCommandLineTest {

    @TempDir
    Path parent;

    private Outcome run(String... args) {
        return InProcess.run(() -> PocConfig.builder().build(), args);
    }

    private String newDirectory() {
        return "--dir=" + parent.resolve("lab");
    }

    @Test
    void helpNamesTheCommands() {
        assertThat(run("--help").out()).contains("lab", "demo");
        assertThat(run("lab", "--help").out()).contains("up", "down", "status").doesNotContain("serve ");
        assertThat(run("lab", "up", "--help").out())
                .contains("--servers", "--netbox", "--dir", "--port", "--shell", "lab_env=$(poc-state lab up)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "100001"})
    void aNumberOfServersOutOfRangeIsWrongUsageAndMakesNothing(String servers) {
        Outcome outcome = run("lab", "up", newDirectory(), "--servers=" + servers);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--servers is " + servers + ", it must be from 1 to 100000");
        assertThat(outcome.out()).isEmpty();
        assertThat(parent).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"--netbox, fake", "--port, eighty", "--servers, many", "--shell, fish"})
    void aValueThatCannotBeReadIsWrongUsage(String option, String value) {
        Outcome outcome = run("lab", "up", newDirectory(), option, value);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(option, value);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void statusOfNoLabIsExitCodeOne() throws IOException {
        Outcome text = run("lab", "status", newDirectory());
        Outcome json = run("lab", "status", newDirectory(), "--json");

        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.out()).isEqualToIgnoringNewLines("There is no lab in " + parent.resolve("lab"));
        assertThat(json.exitCode()).isEqualTo(1);
        JsonNode fields = new ObjectMapper().readTree(json.out());
        assertThat(fields.path("runs").asBoolean(true)).isFalse();
        assertThat(fields.path("state").asText()).isEqualTo("absent");
    }

    @Test
    void downWithoutALabHasNothingToDo() {
        Outcome outcome = run("lab", "down", "--delete", newDirectory());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEqualToIgnoringNewLines("lab: there is no lab in " + parent.resolve("lab"));
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aDirectoryOfOtherThingsIsLeftAlone() throws IOException {
        Files.writeString(parent.resolve("thesis.txt"), "");

        Outcome up = run("lab", "up", "--dir=" + parent);
        Outcome down = run("lab", "down", "--delete", "--dir=" + parent);

        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(up.err()).startsWith("error: The directory holds something, but no lab.");
        assertThat(down.exitCode()).isZero();
        assertThat(parent.resolve("thesis.txt")).exists();
    }
}
