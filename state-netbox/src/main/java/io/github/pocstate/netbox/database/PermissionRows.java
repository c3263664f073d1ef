package io.github.pocstate.netbox.database;

import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.Tables;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user may do, by NetBox's tables (from 4.1 on): the user's own permissions and those of the user's groups.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param superuser whether the user may do everything
 * @param allowed what the user may do, such as {@code delete dcim.cable}
 * @since 0.1
 */
public record PermissionRows(boolean superuser, Set<String> allowed) {

    private static final String USERS = "users_user";
    private static final String GROUPS_OF_USERS = "users_user_groups";
    private static final String OF_USERS = "users_user_object_permissions";
    private static final String OF_GROUPS = "users_group_object_permissions";
    private static final String PERMISSIONS = "users_objectpermission";
    private static final String TYPES = "users_objectpermission_object_types";
    private static final String PERMISSION_ID = "objectpermission_id";

    /**
     * Copies the set.
     *
     * @param superuser whether the user may do everything
     * @param allowed what the user may do, such as {@code delete dcim.cable}
     */
    public PermissionRows {
        allowed = Set.copyOf(allowed);
    }

    /**
     * Reads what a user may do.
     *
     * @param tables the database
     * @param user the user's id
     * @return the permissions; empty if the tables are not those of a version this knows, or there is no such user
     */
    public static Optional<PermissionRows> of(Tables tables, long user) {
        boolean known = List.of(USERS, GROUPS_OF_USERS, OF_USERS, OF_GROUPS, PERMISSIONS, TYPES).stream()
                .noneMatch(table -> tables.columns(table).isEmpty());
        if (!known) {
            return Optional.empty();
        }
        return tables.read(USERS, "id", "is_superuser").stream()
                .filter(row -> is(row, "id", user))
                .findFirst()
                .map(row -> new PermissionRows(isTrue(row, "is_superuser"), allowed(tables, user)));
    }

    private static Set<String> allowed(Tables tables, long user) {
        Set<Long> ids = ids(tables, OF_USERS, "user_id", Set.of(user), PERMISSION_ID);
        Set<Long> groups = ids(tables, GROUPS_OF_USERS, "user_id", Set.of(user), "group_id");
        ids.addAll(ids(tables, OF_GROUPS, "group_id", groups, PERMISSION_ID));
        Map<Long, Set<String>> types = types(tables);
        Set<String> allowed = new HashSet<>();
        for (Row row : tables.read(PERMISSIONS, "id", "enabled", "actions")) {
            long id = row.number("id").orElseThrow();
            if (ids.contains(id) && isTrue(row, "enabled")) {
                actions(row)
                        .forEach(action ->
                                types.getOrDefault(id, Set.of()).forEach(type -> allowed.add(action + " " + type)));
            }
        }
        return allowed;
    }

    private static Set<Long> ids(Tables tables, String table, String key, Set<Long> keys, String column) {
        Set<Long> ids = new HashSet<>();
        tables.read(table, key, column).stream()
                .filter(row -> keys.contains(row.number(key).orElseThrow()))
                .forEach(row -> ids.add(row.number(column).orElseThrow()));
        return ids;
    }

    /** The kinds of objects that each permission is about, such as {@code dcim.cable}; the column has had two names. */
    private static Map<Long, Set<String>> types(Tables tables) {
        Map<Long, String> names = new HashMap<>();
        tables.read("django_content_type", "id", "app_label", "model")
                .forEach(row -> names.put(
                        row.number("id").orElseThrow(),
                        row.text("app_label").orElse("") + "."
                                + row.text("model").orElse("")));
        String column = tables.columns(TYPES).contains("contenttype_id") ? "contenttype_id" : "objecttype_id";
        Map<Long, Set<String>> types = new HashMap<>();
        tables.read(TYPES, PERMISSION_ID, column)
                .forEach(row -> Optional.ofNullable(names.get(row.number(column).orElseThrow()))
                        .ifPresent(name -> types.computeIfAbsent(
                                        row.number(PERMISSION_ID).orElseThrow(), id -> new HashSet<>())
                                .add(name)));
        return types;
    }

    /** An array as PostgreSQL writes it, such as <code>{view,delete}</code>. */
    private static List<String> actions(Row row) {
        String array = row.text("actions").orElse("");
        return Arrays.stream(array.replaceAll("[{}\"]", "").split(","))
                .map(String::strip)
                .toList();
    }

    private static boolean is(Row row, String column, long value) {
        return row.number(column).orElse(-1) == value;
    }

    private static boolean isTrue(Row row, String column) {
        return row.text(column).filter(text -> text.startsWith("t")).isPresent();
    }

    /**
     * Tells whether the user may do something with some object of a kind.
     *
     * @param action such as {@code delete}
     * @param objectType such as {@code dcim.cable}
     * @return true for a superuser, or if a permission says so
     */
    public boolean allow(String action, String objectType) {
        return superuser || allowed.contains(action + " " + objectType);
    }
}
