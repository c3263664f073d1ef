package io.github.pocstate.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Speaks TLS on a free port of loopback, and hands what it hears to a server that does not; thread-safe. */
public final class TlsFront implements AutoCloseable {

    private final ServerSocket server;
    private final int behind;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tls-front");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts it.
     *
     * @param context the certificate it shows
     * @param behind the port of the server behind it, on loopback
     */
    public TlsFront(SSLContext context, int behind) {
        this.behind = behind;
        try {
            server = context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /**
     * Where it listens.
     *
     * @return its port
     */
    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket front = server.accept();
                threads.execute(() -> serve(front));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket front) {
        try (front;
                Socket back = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            threads.execute(() -> pump(back, front));
            pump(front, back);
        } catch (IOException e) {
            // whoever connected is told by the end of the connection
        }
    }

    private static void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                out.flush();
            }
            to.close();
        } catch (IOException e) {
            // the other direction ends the connection
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
