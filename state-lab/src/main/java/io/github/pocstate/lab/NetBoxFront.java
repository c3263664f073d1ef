package io.github.pocstate.lab;

import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.lab.internal.database.LabDatabase;
import io.github.pocstate.lab.internal.netbox.EmbeddedNetBox;
import io.github.pocstate.lab.internal.service.Await;
import io.github.pocstate.lab.internal.service.LabPorts;
import io.github.pocstate.lab.internal.service.NetBoxInstallation;
import io.github.pocstate.lab.internal.service.NetBoxProbe;
import io.github.pocstate.lab.internal.service.RealNetBox;
import java.time.Duration;
import java.util.Optional;

/** The NetBox in front of a lab's database, which may be stopped and started again at the same address. */
final class NetBoxFront {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final LabSpec spec;
    private final LabDirectory directory;
    private final LabPorts ports;
    private final NetBoxInstallation installation;
    private Optional<NetBoxServer> server = Optional.empty();

    NetBoxFront(LabSpec spec, LabDirectory directory, LabPorts ports, NetBoxInstallation installation) {
        this.spec = spec;
        this.directory = directory;
        this.ports = ports;
        this.installation = installation;
    }

    /** Starts it; {@link #awaitAnswer} tells when it is there. */
    synchronized void launch() {
        server = Optional.of(
                switch (spec.netBox()) {
                    case EMBEDDED ->
                        new NetBoxServer.Embedded(EmbeddedNetBox.start(LabEnvironment.jdbcUrl(ports), ports.netBox()));
                    case REAL -> new NetBoxServer.Real(real());
                });
    }

    private RealNetBox real() {
        return RealNetBox.launch(
                installation,
                new RealNetBox.Place(directory.netBox(), directory.log("netbox"), directory.process("netbox")),
                new RealNetBox.Database(LabDatabase.NAME, LabDatabase.USER, LabDatabase.PASSWORD),
                ports,
                spec.tuning());
    }

    void awaitAnswer() {
        Optional<NetBoxServer> started = current();
        if (started.isPresent() && started.get() instanceof NetBoxServer.Real real) {
            real.server().awaitAnswer(LabDatabase.TOKEN);
        } else if (started.isEmpty() || !answers(started.get())) {
            throw new UnreachableException(new Problem(
                    "NetBox did not answer within " + ANSWERS_WITHIN.toSeconds() + " s.",
                    LabEnvironment.netBoxUrl(ports),
                    "start the lab again"));
        }
    }

    private static boolean answers(NetBoxServer server) {
        return Await.until(() -> NetBoxProbe.answers(server.url(), LabDatabase.TOKEN), ANSWERS_WITHIN);
    }

    synchronized Optional<EmbeddedNetBox> embedded() {
        return server.filter(NetBoxServer.Embedded.class::isInstance)
                .map(embedded -> ((NetBoxServer.Embedded) embedded).server());
    }

    private synchronized Optional<NetBoxServer> current() {
        return server;
    }

    synchronized void stop() {
        server.ifPresent(NetBoxServer::close);
        server = Optional.empty();
    }
}
