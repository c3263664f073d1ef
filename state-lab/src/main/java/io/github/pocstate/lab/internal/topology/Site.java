package io.github.pocstate.lab.internal.topology;

/**
 * A site.
 *
 * @param id its id, counted from 1
 * @param name its name, such as DC-North
 */
public record Site(int id, String name) {}
