package io.github.pocstate.netbox.dto;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What changes on a device; absent fields stay.
 *
 * @param id which device
 * @param status its new status
 * @param oobIp id of its new out-of-band address
 *
 * @since 0.1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DevicePatch(
        long id, @Nullable String status, @Nullable Long oobIp) {}
