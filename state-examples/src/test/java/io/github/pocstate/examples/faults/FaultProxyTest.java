package io.github.pocstate.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy does to a connection what it says, and nothing else. */
class FaultProxyTest {

    private static final byte[] ANSWER = "one two three four".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private ServerSocket server;
    private FaultProxy proxy;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::answerEverybody);
        thread.setDaemon(true);
        thread.start();
        proxy = FaultProxy.before(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    /** One answer to each request of one byte, then the connection ends. */
    private void answerEverybody() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read();
                socket.getOutputStream().write(ANSWER);
            } catch (IOException e) {
                // closed, or reset by the proxy
            }
        }
    }

    private byte[] ask() throws IOException {
        return ask(Duration.ofSeconds(30));
    }

    private byte[] ask(Duration patience) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write('?');
            return socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void letsAllThroughAtFirst() throws IOException {
        assertThat(ask()).isEqualTo(ANSWER);
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void cutsAnAnswerShort() throws IOException {
        proxy.next(Wire.cutAfter(7), 1);

        assertThat(ask()).asString().isEqualTo("one two");
        assertThat(ask()).isEqualTo(ANSWER);
    }

    @Test
    void resetsAConnection() throws IOException {
        proxy.next(Wire.resetAfter(0), 1);

        assertThatThrownBy(this::ask).isInstanceOf(SocketException.class);
        assertThat(ask()).isEqualTo(ANSWER);
    }

    @Test
    void neverAnswers() throws IOException {
        proxy.next(Wire.silent(), 1);

        assertThatThrownBy(() -> ask(Duration.ofMillis(300))).isInstanceOf(SocketTimeoutException.class);
        assertThat(ask()).isEqualTo(ANSWER);
    }

    @Test
    void fallsSilentAndHeals() throws IOException {
        proxy.silence();
        assertThatThrownBy(() -> ask(Duration.ofMillis(300))).isInstanceOf(SocketTimeoutException.class);

        proxy.heal();
        assertThat(ask()).isEqualTo(ANSWER);
    }

    @Test
    void answersLate() throws IOException {
        proxy.all(Wire.late(Duration.ofMillis(100)));
        long start = System.nanoTime();

        assertThat(ask()).isEqualTo(ANSWER);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void answersSlowly() throws IOException {
        proxy.all(Wire.narrow(100));
        long start = System.nanoTime();

        assertThat(ask()).isEqualTo(ANSWER);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(170));
    }

    @Test
    void refusesUntilItIsHealedAtTheSamePort() throws IOException {
        int port = proxy.port();
        proxy.lose();
        assertThatThrownBy(this::ask).isInstanceOf(ConnectException.class);

        proxy.heal();
        assertThat(ask()).isEqualTo(ANSWER);
        assertThat(proxy.port()).isEqualTo(port);
    }
}
