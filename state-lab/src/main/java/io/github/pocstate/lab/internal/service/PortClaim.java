package io.github.pocstate.lab.internal.service;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Three ports that nobody listens on, kept from other labs until the services have them.
 *
 * <p>All are below 32768: from there on Linux takes ports for outgoing connections, so that a port which is free now may
 * be gone a moment later. Ports that we choose come in blocks of ten; whoever is about to use a block listens on its last
 * port meanwhile, so two labs that start at once do not choose the same.
 */
public final class PortClaim implements AutoCloseable {

    private static final int LOWEST = 1024;
    private static final int HIGHEST = 32_765;
    private static final int FIRST_CHOICE = 17_000;
    private static final int LAST_CHOICE = 20_000;
    private static final int BLOCK = 10;
    private static final int CONNECT_MILLIS = 500;

    private final LabPorts ports;
    private final Closeable guard;

    private PortClaim(LabPorts ports, Closeable guard) {
        this.ports = ports;
        this.guard = guard;
    }

    /**
     * The ports that were asked for.
     *
     * @param base the first of the three
     * @return the claim
     * @throws ConfigurationException if they are out of range or taken
     */
    public static PortClaim at(int base) {
        if (base < LOWEST || base > HIGHEST) {
            throw new ConfigurationException(new Problem(
                    "The first port is " + base + ", it must be from " + LOWEST + " to " + HIGHEST + ".",
                    "the lab's ports: NetBox's, PostgreSQL's and Redis's are neighbours",
                    "give another one, or none: then three free ones are chosen"));
        }
        LabPorts ports = LabPorts.startingAt(base);
        firstTaken(ports).ifPresent(taken -> {
            throw new ConfigurationException(new Problem(
                    "Port " + taken.getValue() + " (" + taken.getKey() + ") is taken.",
                    "the loopback interface, " + LabPorts.HOST,
                    "end what listens there, or give another first port, or none: then three free ones are chosen"));
        });
        return new PortClaim(ports, () -> {});
    }

    /**
     * Any free ports.
     *
     * @param preferred the first of three that are taken if they are free
     * @return the claim
     * @throws ConfigurationException if there are none
     */
    public static PortClaim anywhere(OptionalInt preferred) {
        if (preferred.isPresent()) {
            Optional<PortClaim> claim = block(preferred.getAsInt());
            if (claim.isPresent()) {
                return claim.get();
            }
        }
        for (int base = FIRST_CHOICE; base < LAST_CHOICE; base += BLOCK) {
            Optional<PortClaim> claim = block(base);
            if (claim.isPresent()) {
                return claim.get();
            }
        }
        throw new ConfigurationException(new Problem(
                "There are no three free ports next to each other.",
                "the loopback interface, ports " + FIRST_CHOICE + " to " + LAST_CHOICE,
                "stop labs that are not needed any more, or give the first port"));
    }

    private static Optional<PortClaim> block(int base) {
        LabPorts ports = LabPorts.startingAt(base);
        Optional<ServerSocket> guard = listen(base + BLOCK - 1);
        if (guard.isPresent() && firstTaken(ports).isEmpty()) {
            return Optional.of(new PortClaim(ports, guard.get()));
        }
        guard.ifPresent(PortClaim::close);
        return Optional.empty();
    }

    private static Optional<Map.Entry<String, Integer>> firstTaken(LabPorts ports) {
        return ports.byService().entrySet().stream()
                .filter(port -> isTaken(port.getValue()))
                .findFirst();
    }

    /** Both questions: where one socket may listen on all addresses and another on one of them, listening proves little. */
    private static boolean isTaken(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            Optional<ServerSocket> free = listen(port);
            free.ifPresent(PortClaim::close);
            return free.isEmpty();
        }
    }

    private static Optional<ServerSocket> listen(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The ports.
     *
     * @return three ports
     */
    public LabPorts ports() {
        return ports;
    }

    /** Gives the claim up; to be called when the services listen. */
    @Override
    public void close() {
        close(guard);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
