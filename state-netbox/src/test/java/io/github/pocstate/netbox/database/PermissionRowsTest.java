package io.github.pocstate.netbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PermissionRowsTest {

    /** User 7 may view cables by a permission of its own, and delete them by one of its group 3. */
    private static PaperTables tables() {
        return PaperTables.withTypes()
                .table("users_user", "id is_superuser")
                .row("users_user", "id=1 is_superuser=t")
                .row("users_user", "id=7 is_superuser=f")
                .table("users_user_groups", "user_id group_id")
                .row("users_user_groups", "user_id=7 group_id=3")
                .table("users_objectpermission", "id enabled actions")
                .row("users_objectpermission", "id=20 enabled=t actions={view}")
                .row("users_objectpermission", "id=21 enabled=t actions={view,delete}")
                .row("users_objectpermission", "id=22 enabled=f actions={change}")
                .table("users_objectpermission_object_types", "objectpermission_id contenttype_id")
                .row("users_objectpermission_object_types", "objectpermission_id=20 contenttype_id=3")
                .row("users_objectpermission_object_types", "objectpermission_id=21 contenttype_id=3")
                .row("users_objectpermission_object_types", "objectpermission_id=22 contenttype_id=3")
                .table("users_user_object_permissions", "user_id objectpermission_id")
                .row("users_user_object_permissions", "user_id=7 objectpermission_id=20")
                .row("users_user_object_permissions", "user_id=7 objectpermission_id=22")
                .table("users_group_object_permissions", "group_id objectpermission_id")
                .row("users_group_object_permissions", "group_id=3 objectpermission_id=21");
    }

    @Test
    void aUserHasItsOwnPermissionsAndThoseOfItsGroups() {
        PermissionRows rows = PermissionRows.of(tables(), 7).orElseThrow();

        assertThat(rows.allow("view", "dcim.cable")).isTrue();
        assertThat(rows.allow("delete", "dcim.cable")).isTrue();
        assertThat(rows.allow("delete", "dcim.device")).isFalse();
    }

    @Test
    void aPermissionThatIsSwitchedOffDoesNotCount() {
        assertThat(PermissionRows.of(tables(), 7).orElseThrow().allow("change", "dcim.cable"))
                .isFalse();
    }

    @Test
    void aSuperuserMayDoEverything() {
        assertThat(PermissionRows.of(tables(), 1).orElseThrow().allow("delete", "dcim.site"))
                .isTrue();
    }

    @Test
    void tablesOfAnotherVersionTellNothing() {
        assertThat(PermissionRows.of(PaperTables.withTypes(), 7)).isEmpty();
        assertThat(PermissionRows.of(tables(), 8)).isEmpty();
    }
}
