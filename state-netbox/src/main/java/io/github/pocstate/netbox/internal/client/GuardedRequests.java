package io.github.pocstate.netbox.internal.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Looks, when the connection is made and before a write goes over it, where that connection leads, and whether the lab is still
 * ours: a name may by now stand for another host than when it was checked, and whoever was paused may have lost the lab.
 */
final class GuardedRequests extends HttpRequestExecutor {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Door door;

    GuardedRequests(Door door) {
        this.door = door;
    }

    private static boolean isWrite(String method) {
        return !READING.contains(method);
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        if (isWrite(request.getMethod())) {
            if (connection.getRemoteAddress() instanceof InetSocketAddress peer) {
                door.guard().requireWritable(peer.getAddress());
            }
            door.beforeWrite().run(); // last: from here on nothing is waited for before the request goes out
        }
        return super.execute(request, connection, callback, context);
    }
}
