package io.github.pocstate.netbox.dto;

import java.util.List;

/**
 * A cable with the ports on both of its sides.
 *
 * @param id its id
 * @param aTerminations the ports on side A
 * @param bTerminations the ports on side B
 *
 * @since 0.1
 */
public record CableDto(long id, List<Termination> aTerminations, List<Termination> bTerminations) {}
