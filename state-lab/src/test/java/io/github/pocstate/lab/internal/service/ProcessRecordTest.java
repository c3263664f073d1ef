package io.github.pocstate.lab.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path directory;

    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        ProcessRecord record = new ProcessRecord(4711, Instant.parse("2026-01-31T12:00:00.123Z"), "/some/place");
        Path file = directory.resolve("new/one.process");

        record.write(file);

        assertThat(ProcessRecord.read(file)).contains(record);
    }

    @Test
    void aFileThatIsMissingOrDamagedIsNoRecord() throws IOException {
        assertThat(ProcessRecord.read(directory.resolve("none"))).isEmpty();
        assertThat(ProcessRecord.read(Files.writeString(directory.resolve("short"), "4711")))
                .isEmpty();
        assertThat(ProcessRecord.read(Files.writeString(directory.resolve("odd"), "pid\nnow\nmark")))
                .isEmpty();
    }

    @Test
    void aProcessOfOursIsEnded() throws Exception {
        ProcessRecord record = ProcessRecord.of(start(), directory.toString());

        assertThat(record.running()).isPresent();
        assertThat(record.end()).isTrue();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(record.end()).isFalse();
    }

    @Test
    void aProcessThatBeganAtAnotherTimeIsSomebodyElses() throws Exception {
        ProcessRecord ours = ProcessRecord.of(start(), directory.toString());
        ProcessRecord earlier = new ProcessRecord(ours.pid(), ours.started().minus(Duration.ofMinutes(1)), ours.mark());

        assertThat(earlier.end()).isFalse();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aProcessWithAnotherCommandIsSomebodyElses() throws Exception {
        ProcessRecord ours = ProcessRecord.of(start(), directory.toString());
        ProcessRecord other = new ProcessRecord(ours.pid(), ours.started(), directory + "-of-another");

        assertThat(other.end()).isFalse();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aChildThatOutlivesItsParentIsAskedToEndBeforeItIsForced() throws Exception {
        Path began = directory.resolve("began");
        Path asked = directory.resolve("asked");
        String child = "trap 'touch " + asked + "; exit 0' TERM; touch " + began + "; while :; do sleep 0.1; done";
        process = new ProcessBuilder("sh", "-c", "sh -c \"$0\" & wait", child)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(
                        ProcessBuilder.Redirect.DISCARD) // the pipes end with the parent, and whoever writes to them
                .start();
        assertThat(Await.until(() -> Files.exists(began), Duration.ofSeconds(60)))
                .isTrue();

        ProcessRecord.end(process.toHandle(), Duration.ofSeconds(60));

        assertThat(asked).exists();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** A Java that waits for input which never comes. */
    private ProcessHandle start() throws IOException {
        Path program = Files.writeString(
                directory.resolve("Wait.java"),
                "class Wait { public static void main(String[] args) throws Exception { System.in.read(); } }");
        process = new ProcessBuilder(JAVA, program.toString()).start();
        return process.toHandle();
    }
}
