package io.github.pocstate.cli;

import io.github.pocstate.config.PocConfig;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar poc-state.jar restore 2}: the library on the command line. */
@Command(
        name = "poc-state",
        description = "Brings a bare-metal lab (NetBox and Redis) into a known state.",
        mixinStandardHelpOptions = true,
        versionProvider = PocStateMain.Version.class,
        subcommands = {
            RestoreCommand.class,
            VerifyCommand.class,
            PlanCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            SnapshotCommand.class,
            UndoCommand.class,
            LockCommand.class,
            LabCommand.class,
            DemoCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Settings come from the environment: NETBOX_URL, NETBOX_TOKEN, REDIS_HOST, REDIS_PORT,",
            "REDIS_PASSWORD, REDIS_TLS, REDIS_QUEUE, REDIS_UPDATE_QUEUE, for snapshots NETBOX_DB_URL, and",
            "POC_STATE_… (see the README).",
            "Exit code: 0 done and verified, 1 failed, 2 wrong usage."
        })
public final class PocStateMain {

    private final Supplier<PocConfig> config;
    private final Supplier<PocConfig.Builder> settings;

    private PocStateMain(Supplier<PocConfig> config, Supplier<PocConfig.Builder> settings) {
        this.config = config;
        this.settings = settings;
    }

    /**
     * Runs the command line and ends the process with its exit code.
     *
     * @param args the arguments
     */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(runWith(PocStateMain::environment, out, err, args));
    }

    /**
     * Runs the command line.
     *
     * @param config where the settings come from
     * @param out gets what was asked for
     * @param err gets errors and progress
     * @param args the arguments
     * @return the exit code: 0 done and verified, 1 failed, 2 wrong usage
     */
    static int run(Supplier<PocConfig> config, PrintWriter out, PrintWriter err, String... args) {
        return run(new PocStateMain(config, PocStateMain::environment), out, err, args);
    }

    /** The same with settings that may be wrong, for a command that wants to say what is. */
    static int runWith(Supplier<PocConfig.Builder> settings, PrintWriter out, PrintWriter err, String... args) {
        return run(new PocStateMain(() -> settings.get().build(), settings), out, err, args);
    }

    private static PocConfig.Builder environment() {
        return PocConfig.builder().fromEnvironment();
    }

    private static int run(PocStateMain main, PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Errors())
                .execute(args);
    }

    PocConfig config() {
        return config.get();
    }

    /** The settings as they were found, right or wrong. */
    PocConfig.Builder settings() {
        return settings.get();
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = PocStateMain.class.getPackage().getImplementationVersion();
            return new String[] {"poc-state " + (version == null ? "development" : version)};
        }
    }
}
