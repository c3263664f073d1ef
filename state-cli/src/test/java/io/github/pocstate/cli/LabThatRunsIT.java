package io.github.pocstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pocstate.cli.InProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands tell of a lab that was started by two `up` at once and runs. */
@Timeout(300)
class LabThatRunsIT {

    @TempDir
    static Path parent;

    private static Path directory;
    private static LabCommands lab;
    private static List<Outcome> ups;

    @BeforeAll
    static void startTwice() throws IOException {
        directory = parent.toRealPath().resolve("lab");
        lab = new LabCommands(directory);
        CompletableFuture<Outcome> one =
                CompletableFuture.supplyAsync(() -> lab.run("up", "--servers=2", "--shell=sh"));
        CompletableFuture<Outcome> other =
                CompletableFuture.supplyAsync(() -> lab.run("up", "--servers=2", "--shell=sh"));
        ups = List.of(one.join(), other.join());
    }

    @AfterAll
    static void remove() {
        lab.remove();
    }

    @Test
    void bothUpsFoundTheSameLabWhichOneOfThemStarted() {
        assertThat(ups)
                .allSatisfy(up -> assertThat(up.exitCode()).as(up.everything()).isZero());
        assertThat(ups.get(0).out()).isEqualTo(ups.get(1).out());
        assertThat(ups)
                .filteredOn(up -> up.err().contains("lab: making the database of 2 servers"))
                .hasSize(1);
        assertThat(ups)
                .filteredOn(up -> up.err().contains("lab: waiting for another process that starts or stops this lab"))
                .hasSize(1);
        assertThat(ups)
                .filteredOn(up -> up.err()
                        .contains("s: 2 servers behind the embedded NetBox; stop it with: poc-state lab down --dir "
                                + directory))
                .hasSize(1);
    }

    @Test
    void upPrintsTheEnvironmentAndNothingElse() {
        assertThat(ups.get(0).out().lines()).hasSize(7).allMatch(line -> line.matches("export [A-Z_]+=[-\\w./:@]+"));
        assertThat(lab.run("up", "--shell=powershell").out().lines())
                .hasSize(7)
                .allMatch(line -> line.matches("\\$env:[A-Z_]+ = '[-\\w./:@]+'"));
    }

    @Test
    void aLaterUpTellsThatItRuns() {
        Outcome up = lab.run("up", "--shell=sh");

        assertThat(up.exitCode()).isZero();
        assertThat(up.out()).isEqualTo(ups.get(0).out());
        assertThat(up.err()).matches("lab: runs since \\S+ with 2 servers behind the embedded NetBox\\R");
    }

    @Test
    void anotherLabThanTheOneThatRunsIsRefused() {
        Outcome servers = lab.run("up", "--servers=3");
        Outcome netBox = lab.run("up", "--netbox=real");
        Outcome durable = lab.run("up", "--durable");

        assertThat(servers.exitCode()).isEqualTo(2);
        assertThat(servers.out()).isEmpty();
        assertThat(servers.err()).isEqualToNormalizingNewlines("""
                        error: A lab runs there with --servers 2, not 3.
                          where: %1$s
                          do:    leave --servers out, or stop it first (poc-state lab down --dir %1$s), or take another --dir
                        """.formatted(directory));
        assertThat(netBox.exitCode()).isEqualTo(2);
        assertThat(netBox.err()).startsWith("error: A lab runs there with --netbox embedded, not real.");
        assertThat(durable.exitCode()).isEqualTo(2);
        assertThat(durable.err()).startsWith("error: A lab runs there with --durable false, not true.");
    }

    @Test
    void statusTellsWhatItIsAndWhere() throws IOException {
        JsonNode status = lab.status();
        assertThat(status.path("runs").asBoolean()).isTrue();
        assertThat(status.path("servers").asInt()).isEqualTo(2);
        assertThat(status.path("netbox").asText()).isEqualTo("embedded");
        int netBoxPort = status.path("ports").path("netBox").asInt();
        assertThat(status.path("ports").path("postgres").asInt()).isEqualTo(netBoxPort + 1);
        assertThat(status.path("ports").path("redis").asInt()).isEqualTo(netBoxPort + 2);
        assertThat(status.path("databaseBytes").asLong()).isGreaterThan(1_000_000);
        assertThat(status.path("answers")).hasSize(3).allMatch(JsonNode::asBoolean);

        Outcome text = lab.run("status");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .startsWith("The lab in " + directory + " runs; 2 servers, ")
                .containsPattern("NetBox +http://127.0.0.1:" + netBoxPort + " +answers, embedded")
                .containsPattern("PostgreSQL +127.0.0.1:" + (netBoxPort + 1) + " +answers, database \\d+ MB")
                .containsPattern("Redis +127.0.0.1:" + (netBoxPort + 2) + " +answers");
    }
}
