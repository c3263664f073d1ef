package io.github.pocstate.cli;

import io.github.pocstate.config.PocConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;

/** Runs the command line in this process and keeps what it printed. */
public final class InProcess {

    private InProcess() {}

    /** What a run left behind. */
    public record Outcome(int exitCode, String out, String err) {

        /** Everything that was printed. */
        public String everything() {
            return out + err;
        }
    }

    /** Runs the command line with settings that may be wrong. */
    public static Outcome runWith(Supplier<PocConfig.Builder> settings, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = PocStateMain.runWith(settings, new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    /** Runs the command line with the settings given. */
    public static Outcome run(Supplier<PocConfig> config, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = PocStateMain.run(config, new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
