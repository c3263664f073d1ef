package io.github.pocstate.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.cli.InProcess;
import io.github.pocstate.cli.InProcess.Outcome;
import io.github.pocstate.config.PocConfig;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be told without a lab. */
class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        Outcome outcome = InProcess.run(() -> PocConfig.builder().build(), args);
        out.append(outcome.out());
        err.append(outcome.err());
        return outcome.exitCode();
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("restore", "verify", "plan", "status", "doctor", "NETBOX_URL", "Exit code");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aPhaseThatDoesNotExistIsWrongUsageAndTheOthersAreListed() {
        assertThat(run("restore", "99")).isEqualTo(2);
        assertThat(err.toString())
                .contains("There is no phase [99].", "0 (ZERO, clean slate)", "3 (THREE, cables corrected)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void aLimitBelowOneIsWrongUsage(String limit) {
        assertThat(run("restore", "1", "--limit", limit)).isEqualTo(2);
        assertThat(err.toString()).contains("--limit is " + limit + ", it must be 1 or greater");
    }

    @Test
    void aLimitThatIsNoNumberIsWrongUsage() {
        assertThat(run("restore", "1", "--limit", "ten")).isEqualTo(2);
        assertThat(err.toString()).contains("--limit", "ten");
    }

    @Test
    void aBlankSiteIsWrongUsage() {
        assertThat(run("verify", "1", "--site", " ")).isEqualTo(2);
        assertThat(err.toString()).contains("--site is blank");
    }

    @Test
    void noCommandIsWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required subcommand");
    }

    @Test
    void missingSettingsAreToldAllAtOnce() {
        assertThat(run("restore", "two")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("error: 2 settings are wrong.")
                .contains("NETBOX_URL is not set", "NETBOX_TOKEN is not set", "  do:    ");
    }

    @Test
    void missingSettingsAreToldAsJsonToo() {
        assertThat(run("restore", "2", "--json")).isEqualTo(2);
        assertThat(out.toString())
                .contains("\"verified\" : false", "\"what\" : \"2 settings are wrong.\"", "\"fault\" : \"USER\"");
    }
}
