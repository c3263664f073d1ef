package io.github.pocstate.snapshot.postgres.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Nothing here reaches the network: 192.0.2.1 is nobody's address (RFC 5737), and it is refused before it is asked. */
class LoopbackSocketsTest {

    private final LoopbackSockets sockets = new LoopbackSockets();

    @Test
    void loopbackIsConnected() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = sockets.createSocket()) {
            socket.connect(new InetSocketAddress("localhost", server.getLocalPort()), 1000);
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void nothingElseIs() throws IOException {
        try (Socket socket = sockets.createSocket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("192.0.2.1", 5432)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("now leads to 192.0.2.1");
            assertThatThrownBy(() -> socket.connect(InetSocketAddress.createUnresolved("localhost", 5432), 1000))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> sockets.createSocket("192.0.2.1", 5432)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sockets.createSocket(InetAddress.getByName("192.0.2.1"), 5432))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theDriverConnectsThroughThem() {
        PostgresAddress address =
                PostgresAddress.parse("jdbc:postgresql://192.0.2.1/netbox").onLoopbackOnly();

        assertThatThrownBy(() -> DriverManager.getConnection(address.url("netbox"), address.properties()))
                .isInstanceOf(SQLException.class)
                .hasRootCauseMessage("the host was on loopback when the lab was opened, and now leads to 192.0.2.1");
    }

    @Test
    void anAddressWithSocketsOfItsOwnCannotBeHeldToLoopback() {
        PostgresAddress address =
                PostgresAddress.parse("jdbc:postgresql://localhost/netbox?socketFactory=org.example.UnixSockets");

        assertThat(address.hasOwnSockets()).isTrue();
        assertThatThrownBy(address::onLoopbackOnly).isInstanceOf(IllegalStateException.class);
    }
}
