package io.github.pocstate.examples.lab.topology;

/**
 * A site.
 *
 * @param id its id, counted from 1
 * @param name its name, such as DC-North
 */
public record Site(int id, String name) {}
