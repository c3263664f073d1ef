package io.github.pocstate.lab.internal.netbox.model;

/**
 * The way from an interface over its cable to the far ends ({@code dcim_cablepath}); between interfaces it is one cable
 * long.
 */
final class CablePaths {

    private CablePaths() {}

    /** Traces the cable anew: a path from each interface that it is plugged into. */
    static void trace(long cable, Work work) {
        remove(cable, work);
        String port = Resources.INTERFACES.typeId();
        String node = Resources.CABLES.typeId() + " || ':' || e.cable_id";
        work.handle()
                .createUpdate(
                        "WITH ends AS (SELECT e.termination_id, " + port + " || ':' || e.termination_id AS origin,"
                                + " " + node + " AS cable, c.status = 'connected' AS connected,"
                                + " ARRAY(SELECT " + port + " || ':' || f.termination_id FROM dcim_cabletermination f"
                                + "   WHERE f.cable_id = e.cable_id AND f.cable_end <> e.cable_end ORDER BY f.id) AS far"
                                + " FROM dcim_cabletermination e JOIN dcim_cable c ON c.id = e.cable_id WHERE e.cable_id = :cable),"
                                + " traced AS (INSERT INTO dcim_cablepath (path, is_active, is_complete, is_split, _nodes)"
                                + "   SELECT jsonb_build_array(jsonb_build_array(origin), jsonb_build_array(cable), to_jsonb(far)),"
                                + "   connected, cardinality(far) > 0, false,"
                                + "   (ARRAY[origin, cable] || far)::varchar(40)[] FROM ends RETURNING id, _nodes)"
                                + " UPDATE dcim_interface i SET _path_id = traced.id FROM traced, ends"
                                + " WHERE i.id = ends.termination_id AND traced._nodes[1] = ends.origin")
                .bind("cable", cable)
                .execute();
    }

    /** A cable that is not connected leads nowhere, though it is there. */
    static void activate(long cable, boolean active, Work work) {
        work.handle().execute("UPDATE dcim_cablepath SET is_active = ? WHERE " + over(cable), active);
    }

    static void remove(long cable, Work work) {
        work.handle()
                .execute("UPDATE dcim_interface SET _path_id = NULL WHERE _path_id IN"
                        + " (SELECT id FROM dcim_cablepath WHERE " + over(cable) + ")");
        work.handle().execute("DELETE FROM dcim_cablepath WHERE " + over(cable));
    }

    /** NetBox keeps an index for this very question. */
    private static String over(long cable) {
        return "_nodes @> ARRAY[(" + Resources.CABLES.typeId() + " || ':" + cable + "')]::varchar[]";
    }
}
