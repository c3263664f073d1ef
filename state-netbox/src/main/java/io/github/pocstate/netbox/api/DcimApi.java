package io.github.pocstate.netbox.api;

import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import io.github.pocstate.netbox.dto.CableDto;
import io.github.pocstate.netbox.dto.CablePatch;
import io.github.pocstate.netbox.dto.CableTerminationDto;
import io.github.pocstate.netbox.dto.DeviceDto;
import io.github.pocstate.netbox.dto.DevicePatch;
import io.github.pocstate.netbox.dto.IdDto;
import io.github.pocstate.netbox.dto.InterfaceDto;
import io.github.pocstate.netbox.dto.OptionsDto;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.dto.SluggedDto;
import java.util.List;
import java.util.Map;

/**
 * NetBox's {@code /api/dcim/}: sites, roles, devices, interfaces, cables.
 *
 * <p>Writes name in {@code fields} all they write: what {@code fields} does not name is silently not written. Each
 * bulk request is all or nothing (NetBox {@code netbox/api/viewsets/mixins.py}). Implementations are thread-safe.
 *
 * @since 0.1
 */
public interface DcimApi {

    /**
     * Lists sites.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/dcim/sites/")
    Page<SluggedDto> sites(@QueryMap Map<String, Object> query);

    /**
     * Lists device roles.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/dcim/device-roles/")
    Page<SluggedDto> deviceRoles(@QueryMap Map<String, Object> query);

    /**
     * Lists devices.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/dcim/devices/")
    Page<DeviceDto> devices(@QueryMap Map<String, Object> query);

    /**
     * Changes devices.
     *
     * @param fields {@code id} and every field in the patches
     * @param patches one per device
     * @return the devices, in NetBox's order
     */
    @RequestLine("PATCH /api/dcim/devices/?fields={fields}")
    List<IdDto> updateDevices(@Param("fields") String fields, List<DevicePatch> patches);

    /**
     * Tells what this token may do with devices, and the statuses there are.
     *
     * @return the options
     */
    @RequestLine("OPTIONS /api/dcim/devices/?fields=status")
    OptionsDto deviceOptions();

    /**
     * Lists interfaces.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/dcim/interfaces/")
    Page<InterfaceDto> interfaces(@QueryMap Map<String, Object> query);

    /**
     * Lists cables; only ids are asked for, since NetBox is slow at showing their ends.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/dcim/cables/")
    Page<IdDto> cables(@QueryMap Map<String, Object> query);

    /**
     * Changes cables, lowest id first whatever the order of the patches.
     *
     * @param fields {@code id} and every field in the patches
     * @param patches one per cable
     * @return the cables, in NetBox's order
     */
    @RequestLine("PATCH /api/dcim/cables/?fields={fields}")
    List<IdDto> updateCables(@Param("fields") String fields, List<CablePatch> patches);

    /**
     * Lists cables with the attributes and ends that {@code fields} names.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/dcim/cables/")
    Page<Map<String, Object>> cableAttributes(@QueryMap Map<String, Object> query);

    /**
     * Lists cables with all their ends, whatever the token may view of them.
     *
     * @param query filters, fields and page
     * @return a page
     */
    @RequestLine("GET /api/dcim/cables/")
    Page<CableDto> wholeCables(@QueryMap Map<String, Object> query);

    /**
     * Lists the ends of cables.
     *
     * @param query filters and page
     * @return a page
     */
    @RequestLine("GET /api/dcim/cable-terminations/")
    Page<CableTerminationDto> cableTerminations(@QueryMap Map<String, Object> query);

    /**
     * Makes cables.
     *
     * @param cables attributes and both ends of each
     * @return the new cables, in the order of the request
     */
    @RequestLine("POST /api/dcim/cables/")
    List<IdDto> createCables(List<Map<String, Object>> cables);

    /**
     * Removes cables.
     *
     * @param cables which ones
     */
    @RequestLine("DELETE /api/dcim/cables/")
    void deleteCables(List<IdDto> cables);

    /**
     * Tells what this token may do with cables.
     *
     * @return the options
     */
    @RequestLine("OPTIONS /api/dcim/cables/?fields=id")
    OptionsDto cableOptions();
}
