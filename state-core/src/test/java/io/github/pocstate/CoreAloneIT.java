package io.github.pocstate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.config.Setting;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** A user who depends on state-core and nothing else gets SLF4J and JSpecify with it; that must do, for the compiler and at run time. */
class CoreAloneIT {

    private static final long SECONDS = 60;
    private static final String PROGRAM = """
            import io.github.pocstate.Phase;
            import io.github.pocstate.PocState;

            final class Program {
                private Program() {}

                public static void main(String[] args) {
                    PocState.restore(Phase.TWO);
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void restoreTellsWhichModuleToAdd() throws Exception {
        compile();

        assertThat(run()).contains("""
                io.github.pocstate.ConfigurationException: No adapter for a lab is on the class path.
                  where: META-INF/services/io.github.pocstate.spi.LabProvider
                  do:    add the dependency io.github.pocstate:state-netbox
                """);
    }

    private void compile() throws Exception {
        Path source = Files.writeString(folder.resolve("Program.java"), PROGRAM);
        int exitCode = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-Xlint:all",
                        "-Werror",
                        "-cp",
                        core(),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(exitCode).isZero();
    }

    /** What the program said before it failed. */
    private String run() throws Exception {
        Path output = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dnetbox.url=http://127.0.0.1:1",
                        "-Dnetbox.token=0123456789",
                        "-cp",
                        folder + File.pathSeparator + core(),
                        "Program")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Arrays.stream(Setting.values()).map(Setting::name).forEach(builder.environment()::remove);
        Process process = builder.start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(output).replace("\r", "");
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(1);
        return said;
    }

    /** The class path: the three jars, by one class of each. */
    private static String core() {
        return Stream.of(PocState.class, Logger.class, NullMarked.class)
                .map(CoreAloneIT::jarOf)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
