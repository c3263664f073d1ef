package io.github.pocstate.config;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether one host of the lab may be written to: one that is on loopback, or that was allowed by name.
 *
 * <p>A name is allowed as it is written in the settings of the lab, whatever it resolves to. Upper and lower case, a dot at the
 * end, brackets around an IPv6 address and the ways of writing an address do not matter; an address does not stand for a name,
 * nor a name for its address.
 *
 * <p>A name that was not allowed is believed to be on loopback only where its connection leads there: adapters ask with the address
 * that they are connected to ({@link #requireWritable(InetAddress)}), or connect to nothing else ({@link Access#LOOPBACK}).
 * What listens on loopback may be a tunnel to elsewhere; that cannot be seen.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1
 */
public final class HostGuard {

    private final String host;
    private final boolean allowed;
    private final Set<String> allowedHosts;

    HostGuard(String host, Set<String> allowedHosts) {
        this.host = requireNonNull(host, "host");
        this.allowedHosts = new TreeSet<>(allowedHosts);
        String canonical = canonical(host);
        this.allowed = allowedHosts.stream().map(HostGuard::canonical).anyMatch(canonical::equals);
    }

    /**
     * What a connection to the host may be used for.
     *
     * @since 0.1
     */
    public enum Access {
        /** Allowed by name: reading and writing, wherever it leads. */
        ALLOWED,
        /** Reading and writing, but only connected to an address on loopback. */
        LOOPBACK,
        /** Reading, wherever it leads. */
        READ_ONLY
    }

    /**
     * The host, as the settings write it.
     *
     * @return host name or address
     */
    public String host() {
        return host;
    }

    /**
     * Decides by what the name resolves to at this moment; ask once for each connection or pool of connections.
     *
     * @return what it may be used for
     */
    public Access access() {
        if (allowed) {
            return Access.ALLOWED;
        }
        return isLoopback(host) && !isProxied(host) ? Access.LOOPBACK : Access.READ_ONLY;
    }

    /**
     * Refuses a host that must not be written to, by what its name resolves to at this moment.
     *
     * @throws ConfigurationException if it may not be written to; the message says how to allow it
     */
    public void requireWritable() {
        requireWritable(access());
    }

    /**
     * Refuses a connection that is for reading only.
     *
     * @param access what was decided when it was made
     * @throws ConfigurationException if it may not be written to; the message says how to allow it
     */
    public void requireWritable(Access access) {
        if (access == Access.READ_ONLY) {
            throw refused("it is not on loopback and not among the allowed hosts " + allowedHosts);
        }
    }

    /**
     * Refuses to write over a connection that leads elsewhere than to loopback, unless the host is allowed by name.
     *
     * @param peer the address that it is connected to
     * @throws ConfigurationException if it may not be written to; the message says how to allow it
     */
    public void requireWritable(InetAddress peer) {
        if (!allowed && !peer.isLoopbackAddress()) {
            throw refused("it led to " + peer.getHostAddress() + ", which is not on loopback, and it is not among the"
                    + " allowed hosts " + allowedHosts);
        }
    }

    /**
     * The refusal to write to this host.
     *
     * @param reason why
     * @return what to throw; its message says how to allow the host
     */
    public ConfigurationException refused(String reason) {
        return new ConfigurationException(new Problem(
                "The host [" + host + "] may not be written to; nothing was written.",
                reason,
                "if this is a lab, allow it by name: " + Setting.POC_STATE_ALLOWED_HOSTS + "=" + allowedWithThis()));
    }

    private String allowedWithThis() {
        List<String> hosts = new ArrayList<>(allowedHosts);
        hosts.add(bare(host));
        return String.join(",", hosts);
    }

    private static boolean isLoopback(String host) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(bare(host));
            boolean loopback = !bare(host).isEmpty();
            for (InetAddress address : addresses) {
                loopback &= address.isLoopbackAddress();
            }
            return loopback;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** A SOCKS proxy of the JVM takes even a plain socket elsewhere; by default it leaves loopback alone. */
    private static boolean isProxied(String host) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null) {
            return false;
        }
        try {
            String name = bare(host);
            URI target = new URI("socket://" + (name.contains(":") ? "[" + name + "]" : name) + ":1");
            return selector.select(target).stream().anyMatch(proxy -> proxy.type() == Proxy.Type.SOCKS);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Lower case, without brackets and the dot at the end; addresses in one way of writing. */
    static String canonical(String host) {
        String name = bare(host);
        boolean address = name.contains(":") || name.matches("\\d+(\\.\\d+){3}");
        if (!address) {
            return name;
        }
        try {
            return InetAddress.getByName(name).getHostAddress();
        } catch (UnknownHostException e) {
            return name;
        }
    }

    private static String bare(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\[(.*)]$", "$1");
        return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /**
     * Refuses an address that is not on loopback; for connections that are to lead nowhere else.
     *
     * @param address where a connection is about to lead
     * @throws IOException if that is not on loopback
     */
    public static void requireLoopback(@Nullable InetAddress address) throws IOException {
        if (address == null || !address.isLoopbackAddress()) {
            throw new UnknownHostException("the host was on loopback when the lab was opened, and now leads to "
                    + (address == null ? "nowhere" : address.getHostAddress()));
        }
    }

    /** The host, and whether it is allowed. */
    @Override
    public String toString() {
        return host + (allowed ? " (allowed by name)" : "");
    }
}
