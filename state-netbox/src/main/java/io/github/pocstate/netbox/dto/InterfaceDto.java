package io.github.pocstate.netbox.dto;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An interface.
 *
 * @param id its id
 * @param device its device
 * @param name its name
 * @param description its description
 * @param macAddress its MAC address (asked for up to NetBox 4.1)
 * @param primaryMacAddress its MAC address (asked for from NetBox 4.2 on)
 * @param cable the cable it is on
 * @param cableEnd the side of the cable it is on, {@code A} or {@code B}
 * @param linkPeers what is at the far end of the cable
 * @param linkPeersType type of the far end, such as {@code dcim.interface}
 *
 * @since 0.1
 */
public record InterfaceDto(
        long id,
        Ref device,
        String name,
        @Nullable String description,
        @Nullable String macAddress,
        @Nullable MacAddressDto primaryMacAddress,
        @Nullable Ref cable,
        @Nullable String cableEnd,
        @Nullable List<PeerDto> linkPeers,
        @Nullable String linkPeersType) {}
