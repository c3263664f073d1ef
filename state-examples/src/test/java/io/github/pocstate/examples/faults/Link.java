package io.github.pocstate.examples.faults;

import io.github.pocstate.examples.faults.Wire.End;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One connection through the proxy: a thread for each direction. */
final class Link {

    private static final int CHUNK = 8 << 10;

    private final Socket client;
    private final Socket server;
    private final Wire wire;
    private final BooleanSupplier silenced;
    private final Runnable beforeRequest;
    private final Runnable beforeAnswer;

    Link(
            Socket client,
            Socket server,
            Wire wire,
            BooleanSupplier silenced,
            Runnable beforeRequest,
            Runnable beforeAnswer) {
        this.client = client;
        this.server = server;
        this.wire = wire;
        this.silenced = silenced;
        this.beforeRequest = beforeRequest;
        this.beforeAnswer = beforeAnswer;
    }

    /** Carries what the client says, until it says no more. */
    void requests() {
        try {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            if (wire.answerBytes() == 0 && wire.end() != End.SILENT) {
                in.read(); // the client has said something, and then it happens
                end(wire.end());
                return;
            }
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                beforeRequest.run();
                if (!isSilent(0)) {
                    out.write(chunk, 0, read);
                    out.flush();
                }
            }
            close(server, End.CLOSED);
        } catch (IOException e) {
            end(End.RESET);
        }
    }

    /**
     * Carries what the server answers, as the wire lets it.
     *
     * @return whether the client knows that it is over; on a silent wire it does not
     */
    boolean answers() {
        try {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, wire.bytesPerSecond() / 10))];
            long sent = 0;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                beforeAnswer.run();
                pause(read);
                int through = (int) Math.min(read, wire.answerBytes() - sent);
                if (!isSilent(sent)) {
                    out.write(chunk, 0, through);
                    out.flush();
                }
                sent += through;
                if (sent >= wire.answerBytes() && wire.end() != End.SILENT) {
                    end(wire.end());
                    return true;
                }
            }
            if (isSilent(sent)) {
                return false;
            }
            end(End.CLOSED);
        } catch (IOException e) {
            end(End.RESET);
        }
        return true;
    }

    private boolean isSilent(long sent) {
        return silenced.getAsBoolean() || (wire.end() == End.SILENT && sent >= wire.answerBytes());
    }

    private void pause(int bytes) throws IOException {
        long nanos = wire.latency().toNanos();
        if (wire.bytesPerSecond() != Wire.FULL_SPEED) {
            nanos += TimeUnit.SECONDS.toNanos(bytes) / wire.bytesPerSecond();
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void end(End how) {
        close(client, how);
        close(server, how);
    }

    static void close(Socket socket, End how) {
        try {
            if (how == End.RESET) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            // it was closed already
        }
    }
}
