package io.github.pocstate.examples.faults;

import io.github.pocstate.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
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

    private static final Duration SHUTS_WITHIN = Duration.ofSeconds(10);

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
    private volatile Runnable answerListener = () -> {};
    private volatile @Nullable RuntimeException failure;
    private volatile boolean silent;
    private @Nullable Door door;

    private record Door(ServerSocket socket, Thread accepting) {}

    private FaultProxy(int target) {
        this.target = target;
        this.port = FreePort.next();
        open();
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

    /** Does something before each piece of an answer goes on: until then whoever asked has said all and waits. */
    public void listenToAnswers(Runnable beforeEachPiece) {
        answerListener = beforeEachPiece;
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
    public void lose() {
        close();
    }

    /** Resets all connections; new ones are let through: the server was restarted. */
    public synchronized void cutAll() {
        links.forEach(link -> link.end(Wire.End.RESET));
    }

    /**
     * All is well again; connections that were silenced are reset.
     *
     * @throws IllegalStateException if something that was to be done failed
     */
    public void heal() {
        mend();
        RuntimeException failed = failure;
        failure = null;
        if (failed != null) {
            throw new IllegalStateException("what was to be done at a connection failed", failed);
        }
    }

    private synchronized void mend() {
        wire = Wire.SOUND;
        left = 0;
        hookAt = 0;
        if (silent) {
            cutAll();
            silent = false;
        }
        if (door == null) {
            open();
        }
    }

    private synchronized Wire draw() {
        if (left == 0) {
            return wire;
        }
        left--;
        return passing;
    }

    private synchronized void open() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = new Door(opened, start("accept", () -> accept(opened)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket client = opened.accept();
                if (accepted.incrementAndGet() == hook()) {
                    attempt(hook);
                }
                serveOrRefuse(client, opened);
            }
        } catch (IOException e) {
            // closed: nobody is let in any more
        }
    }

    /** What fails here would end the thread that carries the connection, and nobody would hear of it. */
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failure = e;
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
            Link link = new Link(
                    client, server, drawn, () -> silent, () -> attempt(listener), () -> attempt(answerListener));
            links.add(link);
            start("requests", link::requests);
            if (link.answers()) {
                links.remove(link);
            }
        } catch (IOException e) {
            Link.close(client, Wire.End.RESET);
        }
    }

    private static Thread start(String what, Runnable work) {
        Thread thread = new Thread(work, "fault-proxy-" + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        takeDoor().ifPresent(FaultProxy::shut);
        cutAll();
    }

    private synchronized Optional<Door> takeDoor() {
        Optional<Door> taken = Optional.ofNullable(door);
        door = null;
        return taken;
    }

    /** The system keeps listening for as long as a thread waits for a connection, also after the socket was closed. */
    private static void shut(Door door) {
        try {
            door.socket().close();
            if (Thread.currentThread() != door.accepting()) {
                door.accepting().join(SHUTS_WITHIN.toMillis());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
