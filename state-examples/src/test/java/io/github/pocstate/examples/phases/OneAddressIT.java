package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.phases.LabState.Server;
import io.github.pocstate.verify.Verification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One host is handed out once in a lab of fifteen servers, whatever the prefixes, VRFs and permissions. */
@OnLab
class OneAddressIT {

    private static final String ROLE = "one-server";
    private static final String TOKEN = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private List<Server> servers = List.of();

    @BeforeEach
    void makeASmallLab(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        servers = lab.smallLab(ROLE, 3);
    }

    @Test
    void aSmallerPrefixInALargerOneOfTheSameSite(LabUnderTest lab) {
        addPrefix(lab, network(lab, "dc-north") + "/30", "dc-north", Map.of());

        restore(lab);

        everyServerHasAnAddressOfItsOwn(lab);
        assertThat(addresses(lab, "dc-north"))
                .containsExactly(
                        host(lab, "dc-north", 1, 30), host(lab, "dc-north", 2, 30), host(lab, "dc-north", 4, 24));
    }

    @Test
    void aVrfThatDoesNotEnforceUniqueness(LabUnderTest lab) {
        long vrf = addVrf(lab, "oob", false);
        moveTo(lab, "dc-north", vrf);
        addPrefix(lab, network(lab, "dc-north") + "/30", "dc-north", Map.of("vrf", vrf));

        restore(lab);

        everyServerHasAnAddressOfItsOwn(lab);
    }

    @Test
    void theSameNetworkInThreeSitesAndVrfs(LabUnderTest lab) {
        addPrefix(lab, network(lab, "dc-north") + "/24", "dc-east", Map.of("vrf", addVrf(lab, "one", false)));
        addPrefix(lab, network(lab, "dc-north") + "/24", "dc-west", Map.of("vrf", addVrf(lab, "two", true)));
        lab.sql.run("UPDATE ipam_prefix SET role_id = NULL WHERE vrf_id IS NULL AND _site_id IN"
                + " (SELECT id FROM dcim_site WHERE slug IN ('dc-east', 'dc-west'))");

        // one site alone gets the addresses of the whole lab
        restore(lab, lab.config(), RestoreOptions.builder().site("dc-west").build());
        List<String> alone = addresses(lab, "dc-west");
        restore(lab);

        everyServerHasAnAddressOfItsOwn(lab);
        assertThat(addresses(lab, "dc-west")).isEqualTo(alone);
    }

    @Test
    void aLargerPrefixOfAnotherSiteGivesNoAddressOfTheSmallerOne(LabUnderTest lab) {
        lab.sql.run("UPDATE ipam_prefix SET prefix = set_masklen(prefix, 29)::cidr WHERE _site_id ="
                + " (SELECT id FROM dcim_site WHERE slug = 'dc-north')");
        lab.sql.run("UPDATE ipam_prefix SET prefix = (SELECT set_masklen(n.prefix::inet, 24)::cidr FROM ipam_prefix n"
                + " JOIN dcim_site s ON s.id = n._site_id WHERE s.slug = 'dc-north')"
                + " WHERE _site_id = (SELECT id FROM dcim_site WHERE slug = 'dc-east')");

        restore(lab);

        everyServerHasAnAddressOfItsOwn(lab);
        assertThat(addresses(lab, "dc-north"))
                .allSatisfy(address -> assertThat(address).endsWith("/29"));
        assertThat(addresses(lab, "dc-east").get(0)).isEqualTo(host(lab, "dc-north", 8, 24));
    }

    @Test
    void aHolderThatTheTokenMayNotView(LabUnderTest lab) {
        long vrf = addVrf(lab, "oob", false);
        moveTo(lab, "dc-north", vrf);
        for (int host : List.of(1, 3)) {
            lab.rest.create(
                    "ipam/ip-addresses/",
                    Map.of("address", host(lab, "dc-north", host, 24), "vrf", vrf, "status", "reserved"));
        }
        addTokenThatSeesActiveAddressesOnly(lab);
        PocConfig.Builder partial = lab.config().set(Setting.NETBOX_TOKEN, TOKEN);

        restore(lab, partial, RestoreOptions.DEFAULT);

        assertThat(addresses(lab, "dc-north"))
                .containsExactly(
                        host(lab, "dc-north", 2, 24), host(lab, "dc-north", 4, 24), host(lab, "dc-north", 5, 24));
        assertThat(verify(lab).passed()).isTrue();
    }

    @Test
    void aPhaseWithAnAddressTwiceIsNotVerifiedAndPutRight(LabUnderTest lab) {
        long vrf = addVrf(lab, "oob", false);
        moveTo(lab, "dc-north", vrf);
        restore(lab);
        String first = addresses(lab, "dc-north").get(0);
        Server third = of("dc-north").get(2);
        lab.sql.run("UPDATE ipam_ipaddress SET address = ?::inet WHERE id = ?", first, lab.addressId(third, "bmc"));

        assertThat(verify(lab).deviations()).anySatisfy(deviation -> {
            assertThat(deviation.subject()).isEqualTo(third.name());
            assertThat(deviation.found())
                    .isEqualTo("address " + first + ", which "
                            + of("dc-north").get(0).name() + " holds, too");
        });
        restore(lab);

        everyServerHasAnAddressOfItsOwn(lab);
        assertThat(verify(lab).passed()).isTrue();
    }

    @Test
    void aPrefixThatIsNotInUse(LabUnderTest lab) {
        lab.sql.run("UPDATE ipam_prefix SET status = 'container' WHERE _site_id ="
                + " (SELECT id FROM dcim_site WHERE slug = 'dc-north')");
        addPrefix(lab, host(lab, "dc-north", 128, 29), "dc-north", Map.of());
        addPrefix(lab, network(lab, "dc-north") + "/29", "dc-north", Map.of("status", "deprecated"));

        restore(lab);

        assertThat(addresses(lab, "dc-north"))
                .containsExactly(
                        host(lab, "dc-north", 129, 29), host(lab, "dc-north", 130, 29), host(lab, "dc-north", 131, 29));
    }

    // the lab

    private static void restore(LabUnderTest lab) {
        restore(lab, lab.config(), RestoreOptions.DEFAULT);
    }

    private static void restore(LabUnderTest lab, PocConfig.Builder config, RestoreOptions options) {
        lab.restore(Phase.ONE, config.set(Setting.POC_STATE_SERVER_ROLE, ROLE).build(), options);
    }

    private static Verification verify(LabUnderTest lab) {
        try (PocSession session = PocSession.open(lab.config(Setting.POC_STATE_SERVER_ROLE, ROLE))) {
            return session.verify(Phase.ONE);
        }
    }

    private void everyServerHasAnAddressOfItsOwn(LabUnderTest lab) {
        LabState state = lab.state(servers);
        assertThat(servers).allSatisfy(server -> {
            assertThat(state.of(server).status()).isEqualTo("planned");
            assertThat(state.of(server).bmc()).hasSize(1);
        });
        assertThat(servers)
                .extracting(server -> state.of(server).bmc().get(0).replaceFirst("/.*", ""))
                .doesNotHaveDuplicates();
    }

    private List<Server> of(String site) {
        return servers.stream().filter(server -> server.site().equals(site)).toList();
    }

    private List<String> addresses(LabUnderTest lab, String site) {
        return of(site).stream()
                .flatMap(server -> lab.row(server).bmc().stream())
                .toList();
    }

    private static String network(LabUnderTest lab, String site) {
        return lab.sql.text(
                "SELECT host(p.prefix) FROM ipam_prefix p JOIN dcim_site s ON s.id = p._site_id"
                        + " WHERE s.slug = ? ORDER BY p.id LIMIT 1",
                site);
    }

    private static String host(LabUnderTest lab, String site, int host, int length) {
        return network(lab, site).replaceFirst("[0-9]+$", "") + host + "/" + length;
    }

    private static void addPrefix(LabUnderTest lab, String prefix, String site, Map<String, ?> more) {
        Map<String, Object> fields = new HashMap<>(more);
        fields.put("prefix", prefix);
        fields.put("role", Map.of("slug", "bmc-management"));
        fields.put("scope_type", "dcim.site");
        fields.put("scope_id", lab.sql.number("SELECT id FROM dcim_site WHERE slug = ?", site));
        lab.rest.create("ipam/prefixes/", fields);
    }

    private static long addVrf(LabUnderTest lab, String name, boolean unique) {
        return lab.rest.create("ipam/vrfs/", Map.of("name", name, "enforce_unique", unique));
    }

    private static void moveTo(LabUnderTest lab, String site, long vrf) {
        lab.sql.run(
                "UPDATE ipam_prefix SET vrf_id = ? WHERE _site_id = (SELECT id FROM dcim_site WHERE slug = ?)",
                vrf,
                site);
    }

    /** May do everything, but see and change active addresses only. */
    private static void addTokenThatSeesActiveAddressesOnly(LabUnderTest lab) {
        lab.sql.run("INSERT INTO users_user (password, is_superuser, username, first_name, last_name, email, is_active,"
                + " date_joined) VALUES ('!', false, 'partial', '', '', '', true, now())");
        lab.sql.run(
                "INSERT INTO users_token (created, plaintext, write_enabled, description, user_id, enabled, version)"
                        + " SELECT now(), '" + TOKEN
                        + "', true, '', id, true, 1 FROM users_user WHERE username = 'partial'");
        for (String kind : List.of("=", "<>")) {
            String constraints = kind.equals("=") ? "'{\"status\": \"active\"}'" : "NULL";
            lab.sql.run(
                    "WITH p AS (INSERT INTO users_objectpermission (name, description, enabled, actions, constraints)"
                            + " VALUES ('partial', '', true, '{view,add,change,delete}', " + constraints
                            + ") RETURNING id),"
                            + " u AS (INSERT INTO users_user_object_permissions (objectpermission_id, user_id)"
                            + "   SELECT p.id, u.id FROM p, users_user u WHERE u.username = 'partial')"
                            + " INSERT INTO users_objectpermission_object_types (objectpermission_id, contenttype_id)"
                            + " SELECT p.id, t.id FROM p, django_content_type t"
                            + " WHERE t.app_label IN ('dcim', 'ipam', 'extras') AND t.model " + kind + " 'ipaddress'");
        }
    }
}
