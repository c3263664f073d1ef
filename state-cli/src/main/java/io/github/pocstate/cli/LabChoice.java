package io.github.pocstate.cli;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.lab.EmbeddedLab;
import io.github.pocstate.lab.NetBoxKind;
import io.github.pocstate.lab.internal.service.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What kind of lab: options that the commands which start one share. */
final class LabChoice {

    private static final int MOST_SERVERS = 100_000;

    @Option(names = "--servers", paramLabel = "N", description = "How many servers, 1 to 100000; default 601.")
    private @Nullable Integer servers;

    @Option(
            names = "--netbox",
            paramLabel = "KIND",
            description = "embedded (a small one in Java, the default) or real (NetBox from PyPI).")
    private @Nullable NetBoxKind netBox;

    @Option(
            names = "--durable",
            description =
                    "Let PostgreSQL write as it does when nobody changes its settings, safe against a crash and slower.")
    private boolean durable;

    @Option(
            names = "--venv",
            paramLabel = "DIR",
            description = "Where the real NetBox is or will be installed; default POC_STATE_NETBOX_VENV,"
                    + " else in POC_STATE_HOME.")
    private @Nullable Path venv;

    @Option(
            names = "--python",
            paramLabel = "PROGRAM",
            defaultValue = "${env:PYTHON}",
            description = "Python 3.12 or later to install the real NetBox with; default PYTHON, else found.")
    private @Nullable String python;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    Optional<Integer> servers() {
        if (servers != null && (servers < 1 || servers > MOST_SERVERS)) {
            throw new ParameterException(
                    requireNonNull(spec).commandLine(),
                    "--servers is " + servers + ", it must be from 1 to " + MOST_SERVERS);
        }
        return Optional.ofNullable(servers);
    }

    Optional<NetBoxKind> netBox() {
        return Optional.ofNullable(netBox);
    }

    Optional<Boolean> durable() {
        return durable ? Optional.of(true) : Optional.empty();
    }

    EmbeddedLab.Builder builder() {
        EmbeddedLab.Builder lab = EmbeddedLab.builder();
        if (durable) {
            lab.durability(Durability.FULL);
        }
        servers().ifPresent(lab::servers);
        netBox().ifPresent(lab::netBox);
        if (venv != null) {
            lab.venv(venv);
        }
        if (python != null && !python.isBlank()) {
            lab.python(python);
        }
        return lab;
    }

    /** The options as another command line takes them, with these in place of those that were not given. */
    List<String> arguments(Optional<Integer> otherServers, Optional<NetBoxKind> otherNetBox) {
        List<String> arguments = new ArrayList<>();
        servers().or(() -> otherServers).ifPresent(number -> arguments.add("--servers=" + number));
        netBox().or(() -> otherNetBox).ifPresent(kind -> arguments.add("--netbox=" + name(kind)));
        if (durable) {
            arguments.add("--durable");
        }
        if (venv != null) {
            arguments.add("--venv=" + venv.toAbsolutePath());
        }
        if (python != null && !python.isBlank()) {
            arguments.add("--python=" + python);
        }
        return arguments;
    }

    static String name(NetBoxKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
