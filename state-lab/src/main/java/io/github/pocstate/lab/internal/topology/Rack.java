package io.github.pocstate.lab.internal.topology;

/**
 * A rack.
 *
 * @param id its id, counted from 1 through all sites
 * @param name its name, such as DC-North-R01
 * @param site where it stands
 */
public record Rack(int id, String name, Site site) {}
