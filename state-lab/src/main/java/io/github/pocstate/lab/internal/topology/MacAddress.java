package io.github.pocstate.lab.internal.topology;

/**
 * The MAC address of a BMC.
 *
 * @param id its id, counted from 1, one per server
 * @param value six pairs of lower-case hexadecimal digits with colons
 * @param on id of the interface that has it
 */
public record MacAddress(int id, String value, int on) {}
