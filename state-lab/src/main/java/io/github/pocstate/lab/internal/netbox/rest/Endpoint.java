package io.github.pocstate.lab.internal.netbox.rest;

import io.github.pocstate.lab.internal.netbox.model.Resource;
import io.github.pocstate.lab.internal.netbox.model.Work;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What answers at one address of the API. */
interface Endpoint {

    /** What is answered where nobody may write. */
    List<String> READING = List.of("GET", "HEAD", "OPTIONS");

    /** The methods it answers to, as NetBox lists them. */
    List<String> methods();

    /** GET, HEAD and OPTIONS. */
    Answer read(Request request, Work work, boolean mayWrite);

    /** POST, PUT, PATCH and DELETE, within a transaction. */
    Answer write(Request request, Work work);

    default String allow() {
        return String.join(", ", methods());
    }

    static Optional<Endpoint> of(Resource resource, @Nullable String id, @Nullable String action, int maxPageSize) {
        if (id == null) {
            return Optional.of(new ListEndpoint(resource, maxPageSize));
        }
        if (action == null) {
            return Optional.of(new ObjectEndpoint(resource, Long.parseLong(id)));
        }
        return action.equals("available-ips") && resource.path().equals("ipam/prefixes")
                ? Optional.of(new AvailableAddressesEndpoint(Long.parseLong(id), maxPageSize))
                : Optional.empty();
    }
}
