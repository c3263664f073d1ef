package io.github.pocstate.lab;

import io.github.pocstate.lab.internal.netbox.EmbeddedNetBox;
import io.github.pocstate.lab.internal.service.RealNetBox;
import java.net.URI;

/** The NetBox of a lab, of either kind. */
sealed interface NetBoxServer extends AutoCloseable {

    URI url();

    @Override
    void close();

    /** The one in Java. */
    record Embedded(EmbeddedNetBox server) implements NetBoxServer {

        @Override
        public URI url() {
            return server.url();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** NetBox itself. */
    record Real(RealNetBox server) implements NetBoxServer {

        @Override
        public URI url() {
            return server.url();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
