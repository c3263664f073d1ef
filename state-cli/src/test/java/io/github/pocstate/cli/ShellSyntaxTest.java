package io.github.pocstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellSyntaxTest {

    private static final String URL = "postgresql://netbox:netbox@127.0.0.1:17001/netbox";

    @Test
    void everyShellGetsItsOwn() {
        assertThat(ShellSyntax.SH.set("NAME", URL)).isEqualTo("export NAME=" + URL);
        assertThat(ShellSyntax.POWERSHELL.set("NAME", URL)).isEqualTo("$env:NAME = '" + URL + "'");
        assertThat(ShellSyntax.CMD.set("NAME", URL)).isEqualTo("set \"NAME=" + URL + "\"");
    }

    @Test
    void quotesAreDoubledInPowerShell() {
        assertThat(ShellSyntax.POWERSHELL.set("NAME", "it's")).isEqualTo("$env:NAME = 'it''s'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "two words", "it's", "$HOME `id` \"x\"", "a;b&c|d", "~/x*", "öü"})
    @DisabledOnOs(OS.WINDOWS)
    void whatShEvaluatesIsTheValue(String value) throws Exception {
        String script = ShellSyntax.SH.set("NAME", value) + "; printf %s \"$NAME\"";
        Process shell = new ProcessBuilder("sh", "-c", script).start();
        assertThat(new String(shell.getInputStream().readAllBytes())).isEqualTo(value);
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void theUsualOneDependsOnTheSystem() {
        assertThat(ShellSyntax.usualOn("Windows 11")).isEqualTo(ShellSyntax.POWERSHELL);
        assertThat(ShellSyntax.usualOn("Mac OS X")).isEqualTo(ShellSyntax.SH);
        assertThat(ShellSyntax.usualOn("Linux")).isEqualTo(ShellSyntax.SH);
    }
}
