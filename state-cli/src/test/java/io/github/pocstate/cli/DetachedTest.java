package io.github.pocstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class DetachedTest {

    @TempDir
    Path directory;

    @Test
    void aSessionOfItsOwnIsBest() throws IOException {
        program("nohup");
        program("perl");
        String setsid = program("setsid");

        assertThat(prefix()).containsExactly(setsid);
    }

    @Test
    void perlMakesOneToo() throws IOException {
        program("nohup");
        String perl = program("perl");

        assertThat(prefix()).startsWith(perl, "-e").hasSize(3);
    }

    @Test
    void elseTheHangUpIsIgnoredAtLeast() throws IOException {
        String nohup = program("nohup");

        assertThat(prefix()).containsExactly(nohup);
    }

    @Test
    void withoutAnyOfThemTheProcessIsStartedAsItIs() {
        assertThat(prefix()).isEmpty();
        assertThat(Detached.prefix(Map.of())).isEmpty();
    }

    private List<String> prefix() {
        return Detached.prefix(Map.of("PATH", directory.toString()));
    }

    private String program(String name) throws IOException {
        Path file = Files.createFile(directory.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }
}
