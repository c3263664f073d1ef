package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.pocstate.Phase;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.VerificationException;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.phases.LabState.Server;
import io.github.pocstate.plan.Rejection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What NetBox refuses costs the server that it belongs to, and no other: a custom field is required of objects. */
@OnLab
class RefusedObjectsIT {

    private static final String ROLE = "refused-server";

    private List<Server> servers = List.of();

    @BeforeEach
    void aSmallLab(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        servers = lab.smallLab(ROLE, 6);
    }

    @Test
    void devicesThatAreRefusedLeaveTheOthersToGoOn(LabUnderTest lab) {
        require(lab, "device", "NULL");
        List<Server> refused = servers.subList(0, servers.size() / 2);
        List<Server> others = servers.subList(refused.size(), servers.size());
        lab.sql.run(
                "UPDATE dcim_device SET custom_field_data = custom_field_data || '{\"owner_team\": \"x\"}'"
                        + " WHERE id = ANY (?)",
                others.stream().map(Server::id).toList());
        LabState built = lab.state(refused);

        for (int run = 0; run < 2; run++) {
            VerificationException failed =
                    catchThrowableOfType(VerificationException.class, () -> restore(Phase.TWO, lab));

            assertThat(failed.report().rejections())
                    .filteredOn(rejection -> rejection.message().equals("Missing required custom field 'owner_team'."))
                    .extracting(Rejection::kind, Rejection::subject)
                    .containsExactlyInAnyOrderElementsOf(refused.stream()
                            .map(server -> tuple("devices", server.name()))
                            .toList());
            assertThat(failed.problem().remedy()).isEqualTo("remove the cause of each refusal, then restore again");
            assertThat(failed.report().after().statuses())
                    .containsOnly(Map.entry("failed", others.size()), Map.entry("offline", refused.size()));
            LabState state = lab.state(servers);
            assertThat(refused).allSatisfy(server -> {
                assertThat(state.of(server).status()).isEqualTo("offline");
                assertThat(state.of(server).journal()).isEmpty();
                assertThat(state.of(server).farEnds())
                        .isEqualTo(built.of(server).farEnds());
            });
            assertThat(others).allSatisfy(server -> {
                assertThat(state.of(server).status()).isEqualTo("failed");
                assertThat(state.of(server).journal()).hasSize(1);
            });
            assertThat(state.updateEvents()).hasSize(others.size());
        }

        lab.sql.run(
                "UPDATE dcim_device SET custom_field_data = '{\"owner_team\": \"x\"}' WHERE id = ANY (?)",
                refused.stream().map(Server::id).toList());
        assertThat(restore(Phase.TWO, lab).verified()).isTrue();
    }

    @Test
    void journalEntriesThatAreRefusedLeaveTheCablesAsTheyAre(LabUnderTest lab) {
        require(lab, "journalentry", "NULL");
        LabState built = lab.state(servers);

        VerificationException failed = catchThrowableOfType(VerificationException.class, () -> restore(Phase.TWO, lab));

        assertThat(failed.report().rejections())
                .filteredOn(rejection -> rejection.kind().equals("cables"))
                .hasSize(servers.size())
                .extracting(Rejection::message)
                .containsOnly("its journal entry was refused");
        LabState state = lab.state(servers);
        assertThat(servers).allSatisfy(server -> {
            assertThat(state.of(server).farEnds()).isEqualTo(built.of(server).farEnds());
            assertThat(state.of(server).status()).isEqualTo("discovered");
        });
        assertThat(state.updateEvents()).isEmpty();
    }

    @Test
    void noCableIsDeletedThatNetBoxWouldNotTakeAgain(LabUnderTest lab) {
        require(lab, "cable", "NULL");
        LabState built = lab.state(servers);

        VerificationException failed = catchThrowableOfType(
                VerificationException.class,
                () -> lab.restore(
                        Phase.TWO,
                        lab.config()
                                .set(Setting.POC_STATE_SERVER_ROLE, ROLE)
                                .set(Setting.POC_STATE_CABLE_WRITES, "recreate")
                                .build(),
                        RestoreOptions.DEFAULT));

        assertThat(failed.report().rejections())
                .filteredOn(rejection -> rejection.kind().equals("cables"))
                .hasSize(servers.size())
                .extracting(Rejection::message)
                .allSatisfy(message -> assertThat(message).contains("owner_team"));
        LabState state = lab.state(servers);
        assertThat(servers).allSatisfy(server -> {
            assertThat(state.of(server).cables()).isEqualTo(built.of(server).cables());
            assertThat(state.of(server).status()).isEqualTo("discovered");
        });
        assertThat(restore(Phase.ZERO, lab).verified()).isTrue();
        assertThat(lab.state(servers).servers()).isEqualTo(built.servers());
    }

    @Test
    void aRequiredCustomFieldWithADefaultIsNoObstacle(LabUnderTest lab) {
        require(lab, "ipaddress", "'\"lab\"'");
        require(lab, "journalentry", "'\"lab\"'");

        assertThat(restore(Phase.TWO, lab).verified()).isTrue();
        assertThat(lab.sql.number(
                        "SELECT count(*) FROM extras_journalentry WHERE custom_field_data->>'owner_team' = 'lab'"))
                .isEqualTo(servers.size());
    }

    /** The field of a model, of which there is one at most in a test. */
    private static void require(LabUnderTest lab, String model, String defaultValue) {
        lab.sql.run(
                "INSERT INTO extras_customfield (type, name, label, description, required, filter_logic, \"default\","
                        + " weight, validation_regex, group_name, search_weight, is_cloneable, ui_editable, ui_visible, comments,"
                        + " \"unique\", nulls_first, status) SELECT 'text', 'owner_team', '', '', true, 'loose', NULL, 100, '', '',"
                        + " 1000, false, 'yes', 'always', '', false, false, 'active'"
                        + " WHERE NOT EXISTS (SELECT FROM extras_customfield WHERE name = 'owner_team')");
        lab.sql.run("UPDATE extras_customfield SET \"default\" = " + defaultValue);
        lab.sql.run("INSERT INTO extras_customfield_object_types (customfield_id, contenttype_id)"
                + " SELECT f.id, c.id FROM extras_customfield f, django_content_type c WHERE c.model = '" + model
                + "'");
    }

    private static RestoreReport restore(Phase phase, LabUnderTest lab) {
        return lab.restore(phase, lab.config(Setting.POC_STATE_SERVER_ROLE, ROLE), RestoreOptions.DEFAULT);
    }
}
