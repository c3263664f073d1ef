package io.github.pocstate.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports for a test's servers that stay free until the server has started.
 *
 * <p>A port that the system chooses is one of those that it also gives to everybody else, outgoing connections included: it
 * may be taken a moment after it was let go. These lie below 32768, where Linux's own begin, and beyond those that labs take;
 * no process gets one of them twice, and two processes begin at different places.
 */
public final class FreePort {

    private static final int FIRST = 30_100;
    private static final int COUNT = 2_600;
    private static final int APART = 1_009;

    private static final AtomicInteger NEXT =
            new AtomicInteger(Math.floorMod(ProcessHandle.current().pid() * APART, COUNT));

    private FreePort() {}

    /**
     * Chooses a port of loopback that nobody listens on; thread-safe.
     *
     * @return the port
     */
    public static int next() {
        return firstOf(1);
    }

    /**
     * Chooses neighbouring ports of loopback that nobody listens on; thread-safe.
     *
     * @param neighbours how many
     * @return the first of them
     */
    public static int firstOf(int neighbours) {
        for (int tries = 0; tries < COUNT; tries++) {
            int first = FIRST + NEXT.getAndAdd(neighbours) % COUNT;
            if (IntStream.range(first, first + neighbours).allMatch(FreePort::isFree)) {
                return first;
            }
        }
        throw new AssertionError("no " + neighbours + " ports are free from " + FIRST + " to " + (FIRST + COUNT));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
