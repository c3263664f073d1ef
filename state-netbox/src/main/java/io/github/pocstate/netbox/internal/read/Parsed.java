package io.github.pocstate.netbox.internal.read;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import io.github.pocstate.netbox.dto.Ref;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What NetBox writes as text or leaves out, as values. */
final class Parsed {

    private Parsed() {}

    static OptionalLong id(@Nullable Ref ref) {
        return ref == null ? OptionalLong.empty() : OptionalLong.of(ref.id());
    }

    /** Of an address whose host bits are zero the library makes a whole network, of which this is the lowest. */
    static IPAddress host(String address) {
        return address(address).getLower().withoutPrefixLength();
    }

    static IPAddress address(String text) {
        IPAddress parsed = new IPAddressString(text).getAddress();
        if (parsed == null) {
            throw noAddress(text);
        }
        return parsed;
    }

    static RejectedException noAddress(String text) {
        return new RejectedException(new Problem(
                "NetBox holds something that is no address: [" + text + "].",
                "its prefixes, IP ranges and IP addresses",
                "correct it in NetBox, and check that nothing on the way changes its answers"));
    }
}
