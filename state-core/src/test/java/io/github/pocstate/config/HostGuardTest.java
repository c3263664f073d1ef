package io.github.pocstate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.config.HostGuard.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it changes the proxies of the JVM")
class HostGuardTest {

    /** Reserved for documentation (RFC 5737): nobody's address. */
    private static final String ELSEWHERE = "192.0.2.1";

    private static HostGuard guard(String host, String... allowed) {
        return new HostGuard(host, Set.of(allowed));
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "127.1",
                "2130706433",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1",
                "::ffff:127.0.0.1",
                "localhost",
                "LocalHost",
                "localhost."
            })
    void loopbackIsWrittenToHoweverItIsWritten(String host) {
        assertThat(guard(host).access()).isEqualTo(Access.LOOPBACK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ELSEWHERE,
                "[2001:db8::1]",
                "::ffff:192.0.2.1",
                "0.0.0.0",
                "::",
                "localhost.invalid",
                "127.0.0.1.invalid",
                "nobody.invalid",
                ""
            })
    void everythingElseIsReadOnly(String host) {
        assertThat(guard(host).access()).isEqualTo(Access.READ_ONLY);
    }

    @ParameterizedTest
    @CsvSource({
        "netbox.invalid, netbox.invalid",
        "netbox.invalid, NetBox.Invalid",
        "NETBOX.invalid, netbox.invalid",
        "netbox.invalid., netbox.invalid",
        "netbox.invalid, netbox.invalid.",
        "192.0.2.1, 192.0.2.1",
        "[2001:db8::1], 2001:db8::1",
        "2001:db8::1, [2001:DB8:0:0:0:0:0:1]",
        "2001:db8::1, 2001:0db8::0001",
        "::ffff:192.0.2.1, 192.0.2.1"
    })
    void aHostIsAllowedByItsNameHoweverThatIsWritten(String host, String allowed) {
        assertThat(guard(host, "other.invalid", allowed).access()).isEqualTo(Access.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "netbox.invalid, netbox",
        "netbox.invalid, invalid",
        "netbox.invalid, netbox.invalid.evil",
        "192.0.2.1, 192.0.2.10",
        "2001:db8::1, 2001:db8::10"
    })
    void aSimilarNameAllowsNothing(String host, String allowed) {
        assertThat(guard(host, allowed).access()).isEqualTo(Access.READ_ONLY);
    }

    @Test
    void theRefusalSaysHowToAllowTheHostBesideTheOthers() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> guard("[2001:db8::1]", "redis.invalid").requireWritable())
                .withMessage("""
                        The host [[2001:db8::1]] may not be written to; nothing was written.
                          where: it is not on loopback and not among the allowed hosts [redis.invalid]
                          do:    if this is a lab, allow it by name: POC_STATE_ALLOWED_HOSTS=redis.invalid,2001:db8::1""");
    }

    @Test
    void aNameThatLeadsElsewhereWhenItIsConnectedIsRefused() throws Exception {
        assertThatThrownBy(() -> guard("localhost").requireWritable(address(ELSEWHERE)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("it led to 192.0.2.1, which is not on loopback");
        assertThatCode(() -> guard("localhost").requireWritable(address("127.0.0.1")))
                .doesNotThrowAnyException();
        assertThatCode(() -> guard("localhost").requireWritable(address("::1"))).doesNotThrowAnyException();
    }

    @Test
    void aNameThatIsAllowedMayLeadAnywhere() {
        assertThatCode(() -> guard("netbox.invalid", "netbox.invalid").requireWritable(address(ELSEWHERE)))
                .doesNotThrowAnyException();
    }

    @Test
    void aConnectionForLoopbackOnlyLeadsNowhereElse() throws Exception {
        HostGuard.requireLoopback(address("127.0.0.1"));
        assertThatThrownBy(() -> HostGuard.requireLoopback(address(ELSEWHERE))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> HostGuard.requireLoopback(null)).isInstanceOf(IOException.class);
    }

    @Test
    void loopbackBehindAProxyOfTheJvmIsNotLoopback() {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new Socks());
        try {
            assertThat(guard("127.0.0.1").access()).isEqualTo(Access.READ_ONLY);
            assertThat(guard("[::1]").access()).isEqualTo(Access.READ_ONLY);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static final class Socks extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("proxy.invalid", 1080)));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // nobody connects
        }
    }
}
