package io.github.pocstate.snapshot.postgres.model;

import io.github.pocstate.config.HostGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that connect to loopback and nowhere else, whatever the name of the host resolves to when the driver connects.
 *
 * <p>The PostgreSQL driver makes it by its name, so it is public; it is of no other use. This class is thread-safe.
 *
 * @since 0.1
 */
public final class LoopbackSockets extends SocketFactory {

    /** Makes the factory. */
    public LoopbackSockets() {}

    @Override
    public Socket createSocket() {
        return new LoopbackSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }

    private static Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = new LoopbackSocket();
        try {
            socket.connect(address, 0);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static final class LoopbackSocket extends Socket {

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            HostGuard.requireLoopback(endpoint instanceof InetSocketAddress address ? address.getAddress() : null);
            super.connect(endpoint, timeout);
        }
    }
}
