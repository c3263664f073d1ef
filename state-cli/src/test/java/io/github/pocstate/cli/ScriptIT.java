package io.github.pocstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.cli.InProcess.Outcome;
import io.github.pocstate.config.PocConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** The script in the project's root, which starts the command line. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a shell script")
class ScriptIT {

    private static final Path SCRIPT = Path.of("../poc-state").toAbsolutePath().normalize();
    private static final int SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void startsTheCommandLineFromAnywhere() throws Exception {
        assertThat(run(SCRIPT, "--help")).isEqualTo(inProcess("--help"));
    }

    @Test
    void passesOnArgumentsAndTheExitCode() throws Exception {
        Outcome refused = run(SCRIPT, "restore", "no such phase");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("There is no phase [no such phase].");
    }

    @Test
    void aLinkToItMayLieOnThePath() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first"), SCRIPT);
        Path second = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());

        assertThat(run(second, "--help")).isEqualTo(inProcess("--help"));
    }

    @Test
    void tellsHowToBuildWhatIsNotThere() throws Exception {
        Path alone = Files.copy(SCRIPT, folder.resolve("poc-state"));

        Outcome ended = run(alone, "--version");

        assertThat(ended.exitCode()).isOne();
        assertThat(ended.err()).contains("build it first: mvn -B -ntp -Pfast -DskipTests package");
    }

    private static Outcome inProcess(String... args) {
        return InProcess.runWith(PocConfig::builder, args);
    }

    private Outcome run(Path program, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(args));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("ended within %d s", SECONDS).isTrue();
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
