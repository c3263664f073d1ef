package io.github.pocstate.lab;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.lab.internal.service.DirectoryTree;
import io.github.pocstate.lab.internal.service.FileLock;
import io.github.pocstate.lab.internal.service.LabPorts;
import io.github.pocstate.lab.internal.service.NetBoxInstallation;
import io.github.pocstate.lab.internal.service.PortClaim;
import io.github.pocstate.lab.internal.service.PostgresService;
import io.github.pocstate.lab.internal.service.RedisService;
import io.github.pocstate.lab.internal.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** The start of a lab: all of it, or nothing is left. */
final class LabStart {

    private final LabSpec spec;
    private final Topology topology;
    private final OpenParts resources = new OpenParts();

    LabStart(LabSpec spec) {
        this.spec = spec;
        this.topology = Topology.of(spec.servers());
    }

    LabParts run() {
        try {
            return open();
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            resources.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private LabParts open() {
        resources.open(this::closeAtExit, LabStart::needNotCloseAtExit);
        makePrivate(spec.programs());
        LabDirectory directory = directory();
        resources.open(directory::lock, lock -> giveBack(directory, lock));
        directory.notReady();
        if (directory.endLeftovers()) {
            spec.steps().accept("ended what a killed lab had left running");
        }
        prepareData(directory);
        NetBoxInstallation installation = installation(directory);
        try (PortClaim claim = claim(directory)) {
            return start(directory, claim.ports(), installation);
        }
    }

    private LabParts start(LabDirectory directory, LabPorts ports, NetBoxInstallation installation) {
        RedisService redis = redis(directory, ports);
        CompletableFuture<Void> installed = inBackground(() -> {
            install(installation);
            return null;
        });
        CompletableFuture<PostgresService> postgres = inBackground(() -> postgres(directory, ports));
        LabData data = new LabData(result(postgres, directory).adminUrl(), topology);
        createData(data, directory);
        result(installed, directory);
        NetBoxFront netBox = new NetBoxFront(spec, directory, ports, installation);
        spec.steps().accept("starting NetBox on port " + ports.netBox());
        resources.open(() -> launched(netBox), NetBoxFront::stop);
        netBox.awaitAnswer();
        resources.open(() -> ready(directory, ports), LabDirectory::notReady);
        return new LabParts(directory, ports, redis, data, netBox, resources);
    }

    // the end of the process

    private Thread closeAtExit() {
        Thread hook = new Thread(resources::close, "lab-at-exit");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static void needNotCloseAtExit(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process ends, and this is the hook, or somebody who is as quick as the hook
        }
    }

    // the directory

    private LabDirectory directory() {
        return spec.directory()
                .map(path -> LabDirectory.at(path).create())
                .orElseGet(
                        () -> resources.open(LabStart::temporary, directory -> DirectoryTree.delete(directory.path())));
    }

    /** A temporary one is no lab any more before others can take it for one that was left. */
    private void giveBack(LabDirectory directory, FileLock lock) {
        try (lock) {
            if (spec.directory().isEmpty()) {
                directory.clear();
            }
        }
    }

    private static void makePrivate(Path directory) {
        try {
            LabDirectory.createPrivately(directory);
        } catch (IOException e) {
            throw new ConfigurationException(
                    new Problem(
                            "The directory for programs cannot be used: " + e.getMessage(),
                            directory.toString(),
                            "name another place in POC_STATE_HOME"),
                    e);
        }
    }

    private static LabDirectory temporary() {
        try {
            Path directory = Files.createTempDirectory(StaleLabs.PREFIX);
            StaleLabs.sweep(directory.resolveSibling(""));
            return LabDirectory.at(directory).create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Data of a complete lab are kept, if they are what is wanted; data of one that was killed while it was made go. */
    private void prepareData(LabDirectory directory) {
        OptionalInt present = directory.servers();
        if (present.isEmpty()) {
            DirectoryTree.delete(directory.postgres());
        } else if (present.getAsInt() != spec.servers()) {
            throw new ConfigurationException(new Problem(
                    "The lab there has " + present.getAsInt() + " servers, not " + spec.servers() + ".",
                    directory.path().toString(),
                    "ask for " + present.getAsInt() + ", or delete it first (poc-state lab down --delete),"
                            + " or take another directory"));
        }
    }

    private PortClaim claim(LabDirectory directory) {
        return spec.port().isPresent()
                ? PortClaim.at(spec.port().getAsInt())
                : PortClaim.anywhere(directory
                        .last()
                        .map(record -> OptionalInt.of(record.ports().netBox()))
                        .orElse(OptionalInt.empty()));
    }

    private LabDirectory ready(LabDirectory directory, LabPorts ports) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        directory.ready(new LabRecord(
                ProcessHandle.current().pid(), now, spec.netBox(), spec.servers(), spec.durability(), ports));
        return directory;
    }

    // the services

    /** A machine on which the real NetBox cannot be installed is told before anything is started. */
    private NetBoxInstallation installation(LabDirectory directory) {
        NetBoxInstallation installation = resources.open(
                () -> new NetBoxInstallation(spec.venv(), spec.python(), directory.log("install")),
                NetBoxInstallation::close);
        if (spec.netBox() == NetBoxKind.REAL) {
            installation.refuseIfImpossible();
        }
        return installation;
    }

    private void install(NetBoxInstallation installation) {
        if (spec.netBox() == NetBoxKind.REAL) {
            installation.ensure(spec.steps());
        }
    }

    private PostgresService postgres(LabDirectory directory, LabPorts ports) {
        spec.steps().accept("starting PostgreSQL on port " + ports.postgres());
        return resources.open(() -> started(directory, ports.postgres()), PostgresService::close);
    }

    private PostgresService started(LabDirectory directory, int port) {
        Path data = directory.postgres();
        Path log = directory.log("postgresql");
        if (!Files.exists(data)) {
            PreparedData.beside(spec.programs()).copyTo(data, port, log);
        }
        return PostgresService.start(data, port, spec.durability(), spec.programs(), log);
    }

    private RedisService redis(LabDirectory directory, LabPorts ports) {
        spec.steps().accept("starting Redis on port " + ports.redis());
        Path own = directory.redis();
        RedisService redis = resources.open(
                () -> RedisService.launch(own, ports.redis(), directory.log("redis"), directory.process("redis")),
                RedisService::close);
        redis.awaitAnswer();
        return redis;
    }

    private void createData(LabData data, LabDirectory directory) {
        data.createIfMissing(() -> spec.steps().accept("making the database of " + spec.servers() + " servers"));
        directory.hasServers(spec.servers());
    }

    private static NetBoxFront launched(NetBoxFront netBox) {
        netBox.launch();
        return netBox;
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, "lab-start");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static <T> T result(CompletableFuture<T> work, LabDirectory directory) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(
                    new Problem("The start was interrupted.", directory.path().toString(), "start the lab again"), e);
        }
    }
}
