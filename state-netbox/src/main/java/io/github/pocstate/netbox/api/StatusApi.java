package io.github.pocstate.netbox.api;

import feign.RequestLine;
import feign.Response;
import io.github.pocstate.netbox.dto.StatusDto;

/**
 * NetBox's {@code /api/status/}. Implementations are thread-safe.
 *
 * @since 0.1
 */
public interface StatusApi {

    /**
     * Tells the version.
     *
     * @return the status
     */
    @RequestLine("GET /api/status/")
    StatusDto status();

    /**
     * Asks for what NetBox answers soonest of all that it cannot answer without its database: it looks there whose token it is,
     * whatever that may view. A list takes five times as long.
     *
     * @return the answer of any status, to be closed by the caller
     */
    @RequestLine("GET /api/status/")
    Response anything();
}
