package io.github.pocstate.netbox.api;

import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import io.github.pocstate.netbox.dto.FreeAddressDto;
import io.github.pocstate.netbox.dto.HolderDto;
import io.github.pocstate.netbox.dto.IdDto;
import io.github.pocstate.netbox.dto.IpAddressDto;
import io.github.pocstate.netbox.dto.IpAddressPost;
import io.github.pocstate.netbox.dto.IpRangeDto;
import io.github.pocstate.netbox.dto.OptionsDto;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.dto.PrefixDto;
import java.util.List;
import java.util.Map;

/**
 * NetBox's {@code /api/ipam/}: prefixes, ranges, IP addresses. Implementations are thread-safe.
 *
 * <p>What makes an object names no {@code fields}: NetBox would then leave out the defaults of custom fields, and refuse the
 * object when one of them is required (NetBox {@code netbox/api/serializers/features.py}).
 *
 * @since 0.1
 */
public interface IpamApi {

    /**
     * Lists prefixes.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/ipam/prefixes/")
    Page<PrefixDto> prefixes(@QueryMap Map<String, Object> query);

    /**
     * Lists ranges of IP addresses.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/ipam/ip-ranges/")
    Page<IpRangeDto> ipRanges(@QueryMap Map<String, Object> query);

    /**
     * Lists IP addresses.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/ipam/ip-addresses/")
    Page<IpAddressDto> ipAddresses(@QueryMap Map<String, Object> query);

    /**
     * Lists IP addresses by what holds them.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/ipam/ip-addresses/")
    Page<HolderDto> holders(@QueryMap Map<String, Object> query);

    /**
     * Lists the lowest free addresses of a prefix; those that the token may not view are not free, either.
     *
     * @param prefix id of the prefix
     * @param limit how many at most; NetBox shows no more than its MAX_PAGE_SIZE
     * @return the addresses, lowest first
     */
    @RequestLine("GET /api/ipam/prefixes/{prefix}/available-ips/?limit={limit}")
    List<FreeAddressDto> freeAddresses(@Param("prefix") long prefix, @Param("limit") int limit);

    /**
     * Makes IP addresses; NetBox handles such requests one after the other.
     *
     * @param addresses the addresses
     * @return the new addresses, in the order of the request
     */
    @RequestLine("POST /api/ipam/ip-addresses/")
    List<IpAddressDto> createIpAddresses(List<IpAddressPost> addresses);

    /**
     * Removes IP addresses; NetBox clears them as primary and out-of-band addresses of their devices.
     *
     * @param addresses which ones
     */
    @RequestLine("DELETE /api/ipam/ip-addresses/")
    void deleteIpAddresses(List<IdDto> addresses);

    /**
     * Tells what this token may do with IP addresses.
     *
     * @return the options
     */
    @RequestLine("OPTIONS /api/ipam/ip-addresses/?fields=status")
    OptionsDto ipAddressOptions();
}
