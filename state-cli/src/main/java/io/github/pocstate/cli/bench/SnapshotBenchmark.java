package io.github.pocstate.cli.bench;

import io.github.pocstate.config.PocConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast snapshots bring a lab back, beside the recipes people use today, in one run on one lab.
 *
 * <p>{@code java -cp state-cli/target/poc-state.jar io.github.pocstate.cli.bench.SnapshotBenchmark}, with the
 * environment of a lab that may be written to, its database included. The ways take turns, so that all of them see the
 * same machine; a client reads NetBox all the while, unless told otherwise. The lab ends as it was found.
 */
@Command(
        name = "SnapshotBenchmark",
        description = "Measures restores by snapshot beside drop and clone, pg_restore and the API.",
        mixinStandardHelpOptions = true)
public final class SnapshotBenchmark implements Callable<Integer> {

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often each way is measured, 1 or greater; default: ${DEFAULT-VALUE}")
    private int rounds = 10;

    @Option(
            names = "--api-rounds",
            paramLabel = "N",
            description =
                    "in how many of the rounds the API is measured, which takes minutes; default: ${DEFAULT-VALUE}")
    private int apiRounds = 1;

    @Option(
            names = "--client-rate",
            paramLabel = "N",
            description =
                    "requests a second that a client sends to NetBox all the while, 0 for none; default: ${DEFAULT-VALUE}")
    private int clientRate = 20;

    @Option(names = "--json", description = "print JSON instead of a table")
    private boolean json;

    private SnapshotBenchmark() {}

    /**
     * Measures, prints and ends the process: with 0, or 1 if a way failed, or 2 for wrong usage.
     *
     * @param args {@code --help} tells
     */
    public static void main(String[] args) {
        // gunicorn closes a connection after two idle seconds, maybe just when a client sends its next request
        System.setProperty("jdk.httpclient.keepalive.timeout", "1");
        System.exit(new CommandLine(new SnapshotBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (rounds < 1 || apiRounds < 0 || clientRate < 0) {
            System.err.println("--rounds must be 1 or greater, --api-rounds and --client-rate 0 or greater");
            return CommandLine.ExitCode.USAGE;
        }
        BenchmarkReport report;
        try (BenchLab lab = new BenchLab(() -> PocConfig.builder().fromEnvironment())) {
            report = new BenchmarkRun(lab, rounds, Math.min(apiRounds, rounds), clientRate, System.err::println)
                    .measure();
        }
        System.out.println(json ? report.json() : report.table());
        return CommandLine.ExitCode.OK;
    }
}
