package io.github.pocstate.netbox.api;

import feign.Param;
import feign.RequestLine;
import io.github.pocstate.netbox.dto.IdDto;
import io.github.pocstate.netbox.dto.OptionsDto;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.dto.UserDto;
import io.github.pocstate.netbox.dto.UserDto.PermissionDto;

/**
 * What NetBox tells of a token without being written to. Implementations are thread-safe.
 *
 * @since 0.1
 */
public interface RightsApi {

    /**
     * Tells whose token this is; NetBox 4.5 and later.
     *
     * @return the user
     */
    @RequestLine("GET /api/authentication-check/")
    UserDto user();

    /**
     * Lists the permissions of all users and groups.
     *
     * @param offset how many to leave out
     * @return a page
     */
    @RequestLine("GET /api/users/permissions/?limit=1000&ordering=id&offset={offset}")
    Page<PermissionDto> permissions(@Param("offset") int offset);

    /**
     * Lists one object of a kind at most, which takes the right to view them.
     *
     * @param kind the kind's path, such as {@code dcim/devices}
     * @return a page
     */
    @RequestLine("GET /api/{kind}/?limit=1&fields=id")
    Page<IdDto> first(@Param(value = "kind", encoded = true) String kind);

    /**
     * Lists one device with a status at most; NetBox refuses a status that it does not know.
     *
     * @param status the status
     * @return a page
     */
    @RequestLine("GET /api/dcim/devices/?limit=1&fields=id&status={status}")
    Page<IdDto> firstDevice(@Param("status") String status);

    /**
     * Tells whether this token may add and change objects of a kind.
     *
     * @param kind the kind's path, such as {@code dcim/devices}
     * @return the options
     */
    @RequestLine("OPTIONS /api/{kind}/?fields=id")
    OptionsDto options(@Param(value = "kind", encoded = true) String kind);
}
