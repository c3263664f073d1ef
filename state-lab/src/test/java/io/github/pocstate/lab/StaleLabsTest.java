package io.github.pocstate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.lab.internal.service.FileLock;
import io.github.pocstate.lab.internal.service.ProcessRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleLabsTest {

    @TempDir
    Path temporary;

    private Process leftover;

    @AfterEach
    void end() {
        if (leftover != null) {
            leftover.destroyForcibly();
        }
    }

    @Test
    void whatAKilledLabLeftIsEndedAndDeleted() throws Exception {
        LabDirectory killed = lab("poc-state-lab-1");
        leftover = waitForEver(killed.path());
        ProcessRecord.of(leftover.toHandle(), killed.path().toString()).write(killed.process("redis"));
        age(killed.path());

        StaleLabs.sweep(temporary);

        assertThat(leftover.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aLabThatRunsStays() throws Exception {
        LabDirectory running = lab("poc-state-lab-2");
        try (FileLock lock = running.lock()) {
            age(running.path());
            StaleLabs.sweep(temporary);
        }
        assertThat(running.path()).exists();
    }

    @Test
    void aLabThatMayJustBeStartingStays() {
        LabDirectory young = lab("poc-state-lab-3");

        StaleLabs.sweep(temporary);

        assertThat(young.path()).exists();
    }

    @Test
    void whatIsNoTemporaryLabStays() throws Exception {
        Path other = Files.createDirectory(temporary.resolve("poc-state-lab-notes"));
        LabDirectory named = lab("my-lab");
        age(other);
        age(named.path());

        StaleLabs.sweep(temporary);

        assertThat(other).exists();
        assertThat(named.path()).exists();
    }

    private LabDirectory lab(String name) {
        return LabDirectory.at(temporary.resolve(name)).create();
    }

    private static void age(Path directory) throws IOException {
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
    }

    /** A Java program in a lab's directory that waits for input which never comes. */
    private static Process waitForEver(Path directory) throws IOException {
        Path program = Files.writeString(
                directory.resolve("Wait.java"),
                "class Wait { public static void main(String[] args) throws Exception { System.in.read(); } }");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, program.toString()).start();
    }
}
