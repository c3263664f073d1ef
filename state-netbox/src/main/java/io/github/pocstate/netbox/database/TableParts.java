package io.github.pocstate.netbox.database;

import io.github.pocstate.spi.DatabaseGuide.Part;
import java.util.Set;

/**
 * What NetBox's tables and columns are to a snapshot; a table of a plugin, which nobody knows here, is state.
 *
 * <p>A column that can be set over the API is always state. Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class TableParts {

    private static final Set<String> LOGINS = Set.of("django_session", "users_token");

    /** Jobs go with the queues of RQ, which are not part of a snapshot; notifications are letters to people. */
    private static final Set<String> LIVE = Set.of("core_job", "django_admin_log", "extras_notification");

    /** The change log, the search index, traced cables, thumbnails and what models can do. */
    private static final Set<String> DERIVED =
            Set.of("core_objectchange", "extras_cachedvalue", "dcim_cablepath", "thumbnail_kvstore", "core_objecttype");

    /** A cabled object repeats what its cable terminations say. */
    private static final Set<String> CABLE = Set.of("cable_id", "cable_end", "cable_connector", "cable_positions");

    private static final Set<String> WRITTEN_BY_NETBOX = Set.of("last_updated", "data_synced", "sort_path");

    /** Where {@code path} is the place in a tree, and not that of a file. */
    private static final Set<String> TREES = Set.of(
            "dcim_devicerole",
            "dcim_inventoryitem",
            "dcim_inventoryitemtemplate",
            "dcim_location",
            "dcim_modulebay",
            "dcim_platform",
            "dcim_region",
            "dcim_sitegroup",
            "tenancy_contactgroup",
            "tenancy_tenantgroup",
            "wireless_wirelesslangroup");

    private static final Set<String> SYNCHRONISATION = Set.of("status", "last_synced");

    private final boolean keepSessions;

    /**
     * Makes the parts.
     *
     * @param keepSessions whether logins and tokens stay as the live database has them
     */
    public TableParts(boolean keepSessions) {
        this.keepSessions = keepSessions;
    }

    /**
     * What a table is.
     *
     * @param table its name
     * @return its part
     */
    public Part of(String table) {
        if (table.equals("django_migrations")) {
            return Part.IDENTITY;
        }
        if (LOGINS.contains(table) || table.startsWith("social_auth_")) {
            return logins();
        }
        if (LIVE.contains(table)) {
            return Part.LIVE;
        }
        return DERIVED.contains(table) ? Part.DERIVED : Part.STATE;
    }

    /**
     * What a column is.
     *
     * @param table its table
     * @param column its name
     * @return STATE, DERIVED or LIVE
     */
    public Part of(String table, String column) {
        if (table.equals("users_user") && column.equals("last_login")) {
            return logins();
        }
        return of(table) == Part.DERIVED || isDerived(table, column) ? Part.DERIVED : Part.STATE;
    }

    private Part logins() {
        return keepSessions ? Part.LIVE : Part.DERIVED;
    }

    private static boolean isDerived(String table, String column) {
        return column.startsWith("_")
                || WRITTEN_BY_NETBOX.contains(column)
                || (CABLE.contains(column) && !table.equals("dcim_cabletermination"))
                || (column.endsWith("_count") && hasCounters(table))
                || (column.equals("path") && TREES.contains(table))
                || (table.equals("core_datasource") && SYNCHRONISATION.contains(column));
    }

    /** Numbers of components and members, which NetBox keeps with the object they belong to. */
    private static boolean hasCounters(String table) {
        return table.startsWith("dcim_") || table.startsWith("virtualization_");
    }
}
