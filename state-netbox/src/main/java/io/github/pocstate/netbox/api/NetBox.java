package io.github.pocstate.netbox.api;

/**
 * The lab's NetBox for other programs, such as tests that read or disturb what a phase made; thread-safe.
 *
 * <pre>{@code
 * @Test
 * void areThree(NetBox netBox) {
 *     assertThat(netBox.dcim().sites(Map.of()).count()).isEqualTo(3);
 * }
 * }</pre>
 *
 * <p>Got by {@link io.github.pocstate.PocSession#client}, or as a parameter of a test. It has the lab's address, token and
 * time limits; errors of NetBox are {@link io.github.pocstate.PocStateException}s.
 *
 * @param status NetBox's version
 * @param dcim sites, roles, devices, interfaces, cables
 * @param ipam prefixes, ranges, addresses
 * @param extras journal entries and tags
 * @since 0.1
 */
public record NetBox(StatusApi status, DcimApi dcim, IpamApi ipam, ExtrasApi extras) {}
