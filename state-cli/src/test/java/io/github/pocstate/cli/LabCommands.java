package io.github.pocstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pocstate.cli.InProcess.Outcome;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.lab.Processes;
import io.github.pocstate.lab.internal.service.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The commands about the lab in one directory, and what they leave there. */
record LabCommands(Path directory) {

    Outcome run(String command, String... options) {
        List<String> all = new ArrayList<>(List.of("lab", command, "--dir", directory.toString()));
        all.addAll(List.of(options));
        return InProcess.run(() -> PocConfig.builder().build(), all.toArray(String[]::new));
    }

    JsonNode status() throws IOException {
        return new ObjectMapper().readTree(run("status", "--json").out());
    }

    /** Ends the process that runs the lab, or a service of it, without a warning. */
    void kill(String name) throws IOException {
        String pid = Files.readAllLines(directory.resolve("run").resolve(name + ".process"))
                .get(0);
        ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        process.destroyForcibly();
        assertThat(Await.until(() -> !process.isAlive(), Duration.ofSeconds(60)))
                .isTrue();
    }

    /** Stops and deletes the lab and sees that nothing is left. */
    void remove() {
        run("down", "--delete");
        assertThat(Processes.leftOver(directory)).isEmpty();
        assertThat(directory).doesNotExist();
    }
}
