package io.github.pocstate.lab.internal.netbox.contract;

import io.github.pocstate.lab.EmbeddedLab;
import io.github.pocstate.lab.LabOfTests;
import io.github.pocstate.lab.internal.netbox.contract.Exchange.Token;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The NetBox under test, holding the data set as it comes: the Java one, or with {@code -Preal-netbox} the real one.
 *
 * @param url its address
 * @param token a token that may write
 * @param readOnlyToken a token that may not
 * @param database its database, as {@code postgresql://user:password@host:port/name}
 */
record ContractNetBox(URI url, String token, String readOnlyToken, URI database) {

    private static final String WRONG = "00000000000000000000000000000000deadbeef";

    /**
     * Finds the NetBox under test. The Java one is of a lab of its own, which is closed when the process ends: other tests
     * need not leave theirs as it came.
     */
    static ContractNetBox find() {
        Map<String, String> lab = LabOfTests.isReal()
                ? LabOfTests.variables()
                : EmbeddedLab.builder().start().environment();
        return new ContractNetBox(
                URI.create(lab.get("NETBOX_URL").replaceAll("/+$", "")),
                lab.get("NETBOX_TOKEN"),
                lab.get("NETBOX_READONLY_TOKEN"),
                URI.create(lab.get("NETBOX_DB_URL")));
    }

    /** The Authorization header of whoever asks. */
    Optional<String> authorization(Token speaker) {
        return switch (speaker) {
            case WRITE -> Optional.of("Token " + token);
            case WRITE_AS_BEARER -> Optional.of("Bearer " + token);
            case READ_ONLY -> Optional.of("Token " + readOnlyToken);
            case WRONG -> Optional.of("Token " + WRONG);
            case MISSING -> Optional.of("Token");
            case NONE -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return "the NetBox at " + url;
    }
}
