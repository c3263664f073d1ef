package io.github.pocstate.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.config.Setting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour in jshell, started by the command that stands in it. */
class TourIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TOUR = Path.of("src/main/jshell/tour.jsh");
    private static final long MINUTES = 5;

    @Test
    void theCommandInTheTourGoesThroughItOnALabOfItsOwn(@TempDir Path folder) throws Exception {
        String said = run(folder, "lab.verify(Phase.of(\"THREE\"), ten)", "/exit");

        assertThat(said)
                .contains("phase 0 ZERO   the lab is here")
                .contains("Verified: 20 cables, 10 devices, 10 events, 10 ip-addresses, 10 journal-entries read back")
                .contains("Nothing to do, the lab was there.")
                .contains("Phase ONE (BMC discovery complete), the first 10 servers\n\nNot verified: ")
                .contains("status active                   0       10  *")
                .contains(" ==> Phase THREE (cables corrected), the first 10 servers\n\nVerified: ");
        assertThat(said).doesNotContain("Exception", "Error", "cannot find symbol");
    }

    /** Everything that was printed, when the process has ended by itself. */
    private static String run(Path folder, String... typed) throws IOException, InterruptedException {
        Path input = Files.write(folder.resolve("typed"), List.of(typed));
        Path output = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(ROOT.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Arrays.stream(Setting.values()).map(Setting::name).forEach(builder.environment()::remove);
        builder.environment()
                .put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"); // it lives for seconds
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String said = Files.readString(output).replace("\r", "");
        assertThat(ended).as(said).isTrue();
        return said;
    }

    /** The command, with the jshell of the Java that runs this test. */
    private static List<String> command() throws IOException {
        String line = Files.readAllLines(TOUR).stream()
                .filter(comment -> comment.startsWith("//   jshell "))
                .findFirst()
                .orElseThrow();
        List<String> words = new ArrayList<>(List.of(
                line.substring(2).strip().replace(':', File.pathSeparatorChar).split(" ")));
        words.set(0, Path.of(System.getProperty("java.home"), "bin", "jshell").toString());
        return words;
    }
}
