package io.github.pocstate.netbox.assertj;

import io.github.pocstate.netbox.model.FarEnd;
import io.github.pocstate.netbox.model.ProductionNic;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a production NIC.
 *
 * <p>This class is not thread-safe.
 *
 * @since 0.1
 */
public final class NicAssert extends AbstractAssert<NicAssert, ProductionNic> {

    private final String serverName;
    private final ServerAssert server;

    NicAssert(ProductionNic nic, String serverName, ServerAssert server) {
        super(nic, NicAssert.class);
        this.serverName = serverName;
        this.server = server;
    }

    /**
     * Its cable leads to this port.
     *
     * @param device name of the device at the other end
     * @param port name of the port there
     * @return this
     */
    public NicAssert isConnectedTo(String device, String port) {
        boolean there = actual.far()
                .filter(far -> far.device().equals(device) && far.port().equals(port))
                .isPresent();
        if (!there) {
            expected("be connected to [" + device + " " + port + "]");
        }
        return this;
    }

    /**
     * It has no cable, or one whose other end hangs loose.
     *
     * @return this
     */
    public NicAssert isNotConnected() {
        if (actual.far().isPresent()) {
            expected("be connected to nothing");
        }
        return this;
    }

    /**
     * Goes back to the server.
     *
     * @return assertions on the server
     */
    public ServerAssert server() {
        return server;
    }

    private void expected(String wanted) {
        String found = actual.cable().isEmpty()
                ? "it has no cable"
                : actual.far()
                        .map(FarEnd::toString)
                        .map(far -> "it is connected to [" + far + "]")
                        .orElse("the other end of its cable hangs loose");
        failWithMessage(
                "%s",
                "Expected NIC [" + actual.name() + "] of server [" + serverName + "] to " + wanted + ", but " + found
                        + ".");
    }
}
