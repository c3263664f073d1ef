package io.github.pocstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pocstate.cli.InProcess.Outcome;
import io.github.pocstate.lab.EmbeddedLab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands about snapshots, one after the other as somebody would use them, on a small lab of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class SnapshotCommandsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SERVERS = 6;

    private EmbeddedLab lab;

    @TempDir
    Path directory;

    @BeforeAll
    void start() {
        lab = EmbeddedLab.builder().servers(SERVERS).start();
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    private Outcome say(String... args) {
        return InProcess.run(() -> lab.config().build(), args);
    }

    private JsonNode json(String... args) throws IOException {
        return JSON.readTree(say(args).out());
    }

    private List<String> ids() throws IOException {
        List<String> ids = new ArrayList<>();
        json("snapshot", "list", "--json")
                .path("snapshots")
                .forEach(one -> ids.add(one.path("id").asText()));
        return ids;
    }

    @Test
    @Order(1)
    void atFirstThereIsNone() {
        assertThat(say("snapshot", "list").out()).startsWith("There is no snapshot yet");
        assertThat(say("snapshot", "restore", "2", "--yes").err()).contains("There is no snapshot of phase TWO.");
        assertThat(say("restore", "2", "--strategy", "snapshot").err())
                .contains("There is no way by snapshot: there is no snapshot of this phase.");
    }

    @Test
    @Order(2)
    void saveTellsTheIdAndThePhaseThatWasProved() {
        assertThat(say("snapshot", "save", "2").err()).contains("The lab is not in phase TWO: ");

        Outcome saved = say("snapshot", "save");

        assertThat(saved.exitCode()).isZero();
        assertThat(saved.out()).matches("Saved phase-0-\\d{8}T\\d{6}Z, \\d+ MB, proved to be in phase ZERO\\R");
    }

    @Test
    @Order(3)
    void restoreOverTheApiKeepsTheStateAndTheListShowsIt() throws IOException {
        assertThat(say("restore", "2").out()).containsPattern("Kept as snapshot phase-2-\\d{8}T\\d{6}Z");

        Outcome list = say("snapshot", "list");

        assertThat(list.out()).containsPattern("phase-2-\\S+ +TWO +\\d+ MB +\\d+ s  \\S+  latest");
        assertThat(ids()).hasSize(2);
    }

    @Test
    @Order(4)
    void restoreOfThePhaseBeforeIsBySnapshotAndSaysSoAsJson() throws IOException {
        JsonNode planned = json("restore", "0", "--dry-run", "--json");
        JsonNode done = json("restore", "0", "--json");

        assertThat(planned.path("snapshot").path("way").asText()).isEqualTo("in-place");
        assertThat(done.path("route").asText()).startsWith("snapshot phase-0-");
        assertThat(done.path("verified").asBoolean()).isTrue();
        assertThat(done.path("before").path("failed").asInt()).isEqualTo(SERVERS);
        assertThat(done.path("after").path("offline").asInt()).isEqualTo(SERVERS);
        assertThat(done.path("changed").path("rows").asLong())
                .isEqualTo(planned.path("snapshot").path("rows").asLong())
                .isPositive();
        assertThat(done.path("snapshot").path("sessionsEnded").asInt()).isZero();
        assertThat(say("plan", "2").out()).contains("dcim_device: " + SERVERS + " rows differ");
    }

    @Test
    @Order(5)
    void aScriptMustSayYesBeforeSomethingIsPutBack() {
        Outcome asked = say("snapshot", "restore", "2");

        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.out()).contains("differs from the lab in", "dcim_device");
        assertThat(asked.err()).contains("say --yes");
        assertThat(say("verify", "0").exitCode()).isZero();
    }

    @Test
    @Order(6)
    void restoreAndUndoGoToAndFro() throws IOException {
        Outcome restored = say("snapshot", "restore", "2", "--yes");
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(say("verify", "2").exitCode()).isZero();
        assertThat(say("undo", "--yes").exitCode()).isZero();
        assertThat(say("verify", "0").exitCode()).isZero();
        assertThat(json("undo", "--yes", "--json").path("way").asText()).isEqualTo("in-place");
        assertThat(say("verify", "2").exitCode()).isZero();
    }

    @Test
    @Order(7)
    void aSnapshotIsExportedDeletedAndImported() throws IOException {
        String two = ids().stream()
                .filter(id -> id.startsWith("phase-2-"))
                .findFirst()
                .orElseThrow();
        String file = directory.resolve("two.zip").toString();

        assertThat(say("snapshot", "export", two, file).out()).contains("It holds the database's secrets");
        assertThat(say("snapshot", "delete", two, "--yes").out()).isEqualTo("Deleted " + two + System.lineSeparator());
        assertThat(ids()).doesNotContain(two);
        assertThat(say("snapshot", "import", file).out()).startsWith("Saved " + two);
        assertThat(ids()).contains(two);
        assertThat(say("snapshot", "export", two, file).err()).contains("error: ", file);
    }

    @Test
    @Order(8)
    void pruneLeavesTheNewestOfEach() throws IOException {
        assertThat(say("snapshot", "prune").err()).contains("Say --older-than or --max-mb.");
        assertThat(say("snapshot", "prune", "--older-than", "soon").err()).contains("is no age");

        assertThat(say("snapshot", "prune", "--max-mb", "1").exitCode()).isZero();

        assertThat(ids()).extracting(id -> id.replaceFirst("-\\d+T.*", "")).doesNotHaveDuplicates();
    }

    @Test
    @Order(9)
    void wrongUsageIsTold() {
        assertThat(say("snapshot", "restore").err()).contains("Which snapshot?");
        assertThat(say("snapshot", "restore", "--id", "yesterday").err()).contains("[yesterday] is no id");
        assertThat(say("snapshot", "save", "2", "--name", "x").err()).contains("not both");
        assertThat(say("snapshot", "save", "--name", "No Name!").err()).contains("A label has 1 to 20 characters");
        assertThat(say("snapshot", "delete", "phase-9-20260131T120000Z", "--yes")
                        .err())
                .contains("There is no snapshot");
    }
}
