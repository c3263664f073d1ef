package io.github.pocstate.examples.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback that does to connections what networks do.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.before(redisPort)) {
 *     proxy.next(Wire.resetAfter(0), 2);                     // the next two connections, then all is well again
 *     proxy.all(Wire.late(Duration.ofMillis(50)));           // all that come
 *     proxy.lose();                                          // those there are end, new ones are refused
 *     proxy.heal();
 * }
 * }</pre>
 *
 * <p>It listens at the same port all its life, also after {@link #lose}. This class is thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

    private final int target;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private Wire wire = Wire.SOUND;
    private Wire passing = Wire.SOUND;
    private int left;
    private int hookAt;
    private Runnable hook = () -> {};
    private volatile Runnable listener = () -> {};
    private volatile boolean silent;
    private @Nullable ServerSocket door;

    private FaultProxy(int target) {
        this.target = target;
        this.port = open(0);
    }

    /** Stands before what listens at a port of the loopback interface. */
    public static FaultProxy before(int target) {
        return new FaultProxy(target);
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** How many connections came so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Lets this happen to the next connections. */
    public synchronized void next(Wire fault, int connections) {
        passing = fault;
        left = connections;
    }

    /** Does something when one more connection than this came, before that one gets anywhere. */
    public synchronized void after(int connections, Runnable work) {
        hookAt = accepted.get() + connections + 1;
        hook = work;
    }

    /** Does something before each piece of a request goes on, in the thread that carries it. */
    public void listen(Runnable beforeEachPiece) {
        listener = beforeEachPiece;
    }

    /** Lets this happen to all connections that come. */
    public synchronized void all(Wire fault) {
        wire = fault;
    }

    /** Lets nothing through any more, of the connections there are and those to come: the network is gone, and nobody says so. */
    public void silence() {
        silent = true;
    }

    /** Resets all connections and refuses new ones: the server is gone. */
    public synchronized void lose() {
        close();
    }

    /** Resets all connections; new ones are let through: the server was restarted. */
    public synchronized void cutAll() {
        links.forEach(link -> link.end(Wire.End.RESET));
    }

    /** All is well again; connections that were silenced are reset. */
    public synchronized void heal() {
        wire = Wire.SOUND;
        left = 0;
        hookAt = 0;
        if (silent) {
            cutAll();
            silent = false;
        }
        if (door == null) {
            open(port);
        }
    }

    private synchronized Wire draw() {
        if (left == 0) {
            return wire;
        }
        left--;
        return passing;
    }

    private synchronized int open(int at) {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            door = opened;
            start("accept", () -> accept(opened));
            return opened.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket client = opened.accept();
                if (accepted.incrementAndGet() == hook()) {
                    hook.run();
                }
                serveOrRefuse(client, opened);
            }
        } catch (IOException e) {
            // closed: nobody is let in any more
        }
    }

    private synchronized int hook() {
        return hookAt;
    }

    private void serveOrRefuse(Socket client, ServerSocket opened) {
        if (opened.isClosed()) {
            Link.close(client, Wire.End.RESET);
        } else {
            Wire drawn = draw();
            start("link", () -> serve(client, drawn));
        }
    }

    private void serve(Socket client, Wire drawn) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Link link = new Link(client, server, drawn, () -> silent, () -> listener.run());
            links.add(link);
            start("requests", link::requests);
            if (link.answers()) {
                links.remove(link);
            }
        } catch (IOException e) {
            Link.close(client, Wire.End.RESET);
        }
    }

    private void start(String what, Runnable work) {
        Thread thread = new Thread(work, "fault-proxy-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        ServerSocket opened = door;
        door = null;
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        cutAll();
    }
}
