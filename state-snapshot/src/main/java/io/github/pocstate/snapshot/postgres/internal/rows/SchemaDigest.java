package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.snapshot.postgres.internal.server.Calls;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A digest of everything in a database but its rows: tables, columns, constraints, indexes, triggers, rules, functions, types,
 * and who may do what with them.
 *
 * <p>Objects count by their names and definitions, not by their numbers: an index that was built again is the same index. Only the
 * application's schemas count (see {@link Relation}). What belongs to the database as a whole, such as its own grants and
 * settings, does not count either: no snapshot has it, and no restore changes it.
 *
 * <p>What follows from something else here is left out: NOT NULL as a constraint, and the triggers of foreign keys.
 */
public final class SchemaDigest {

    /** What decides who may do what, or who receives what; all but grants belong to the database if not to a table or function. */
    private static final Set<String> RIGHTS = Set.of(
            "grant",
            "default grant",
            "policy",
            "row security",
            "security",
            "publication",
            "wrapper",
            "server",
            "user mapping",
            "event trigger",
            "label");

    /** A grant to the role that gives it: the owner's own. */
    private static final Pattern OWNERS = Pattern.compile("(.*)=[A-Za-z*]*/\\1", Pattern.DOTALL);

    /** Names are written with their schemas, whatever path the session has. */
    private static final String NAME_ALL =
            "SELECT current_setting('search_path'), set_config('search_path', 'pg_catalog', false)";

    private static final String NAME_AS_BEFORE = "SELECT set_config('search_path', ?, false)";

    /** Indexes and keys are read from the catalogs: to have PostgreSQL write their definitions takes three times as long. */
    private static final String PARTS = """
            WITH spaces AS MATERIALIZED (SELECT * FROM pg_namespace n WHERE %s),
            mine AS MATERIALIZED (SELECT c.*, n.nspname || '.' || c.relname AS name
                FROM pg_class c JOIN spaces n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')),
            functions AS MATERIALIZED (SELECT p.*, p.oid::regprocedure::text AS name, EXISTS (SELECT FROM pg_depend e
                    WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e') AS brought
                FROM pg_proc p JOIN spaces n ON n.oid = p.pronamespace),
            types AS MATERIALIZED (SELECT t.*, n.nspname || '.' || t.typname AS name
                FROM pg_type t JOIN spaces n ON n.oid = t.typnamespace WHERE t.typtype IN ('e', 'd', 'r')),
            parts(kind, name, definition) AS (
            SELECT 'schema', nspname::text, pg_get_userbyid(nspowner)::text FROM spaces
            UNION ALL SELECT 'grant', nspname::text,
                    unnest(coalesce(nspacl, acldefault('n', nspowner)))::text FROM spaces
            UNION ALL SELECT 'table', mine.name, ROW(mine.relkind, pg_get_userbyid(mine.relowner), mine.relpersistence,
                    mine.reloptions, t.reloptions, (SELECT amname FROM pg_am WHERE oid = mine.relam), mine.relreplident,
                    (SELECT spcname FROM pg_tablespace WHERE oid = mine.reltablespace), mine.relispartition,
                    pg_get_expr(mine.relpartbound, mine.oid),
                    CASE mine.relkind WHEN 'p' THEN pg_get_partkeydef(mine.oid) END)::text
                FROM mine LEFT JOIN pg_class t ON t.oid = mine.reltoastrelid
            UNION ALL SELECT 'row security', name, ROW(relrowsecurity, relforcerowsecurity)::text
                FROM mine WHERE relrowsecurity OR relforcerowsecurity
            UNION ALL SELECT 'security', name, reloptions::text FROM mine
                WHERE relkind = 'v' AND array_to_string(reloptions, ' ') LIKE '%%security_%%'
            UNION ALL SELECT 'grant', name, unnest(coalesce(relacl,
                    acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)))::text
                FROM mine WHERE relkind <> 'c'
            UNION ALL SELECT 'heir', mine.name, inhparent::regclass::text
                FROM pg_inherits JOIN mine ON inhrelid = mine.oid
            UNION ALL SELECT 'sequence', mine.name, ROW(format_type(seqtypid, NULL), seqstart, seqincrement, seqmax, seqmin,
                    seqcache, seqcycle)::text
                FROM pg_sequence JOIN mine ON seqrelid = mine.oid
            UNION ALL SELECT 'column', mine.name || '.' || attname, ROW(attnum, atttypmod, CASE WHEN atttypid < 16384
                    THEN atttypid::text ELSE format_type(atttypid, atttypmod) END, attnotnull, attidentity, attgenerated,
                    CASE WHEN attcollation < 16384 THEN attcollation::text ELSE attcollation::regcollation::text END,
                    attstorage, attcompression, attoptions, attstattarget)::text
                FROM pg_attribute JOIN mine ON attrelid = mine.oid
                WHERE attnum > 0 AND NOT attisdropped AND mine.relkind <> 'S'
            UNION ALL SELECT 'grant', mine.name || '.' || attname, unnest(attacl)::text
                FROM pg_attribute JOIN mine ON attrelid = mine.oid WHERE attacl IS NOT NULL AND NOT attisdropped
            UNION ALL SELECT 'default', mine.name || '.' || attname, pg_get_expr(adbin, adrelid)
                FROM pg_attrdef JOIN mine ON adrelid = mine.oid
                JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
            UNION ALL SELECT 'constraint', coalesce(mine.name, types.name) || ' ' || conname,
                    ROW(contype, convalidated, condeferrable, condeferred, conislocal, connoinherit, conkey, confkey,
                    CASE confrelid WHEN 0 THEN '' ELSE confrelid::regclass::text END, confupdtype, confdeltype,
                    confmatchtype, confdelsetcols,
                    CASE WHEN contype IN ('c', 'x') THEN pg_get_constraintdef(c.oid) END)::text
                FROM pg_constraint c LEFT JOIN mine ON conrelid = mine.oid LEFT JOIN types ON contypid = types.oid
                WHERE contype <> 'n' AND (mine.oid IS NOT NULL OR types.oid IS NOT NULL)
            UNION ALL SELECT 'index', mine.name || ' ' || i.relname, ROW(indisvalid, indisreplident,
                    indisunique, indnullsnotdistinct, indimmediate, i.reloptions,
                    (SELECT amname FROM pg_am WHERE oid = i.relam),
                    (SELECT spcname FROM pg_tablespace WHERE oid = i.reltablespace), indnkeyatts, indkey, indoption,
                    CASE WHEN indexprs IS NULL AND indpred IS NULL THEN ROW(indcollation, indclass)::text
                    ELSE pg_get_indexdef(indexrelid) END)::text
                FROM pg_index JOIN mine ON indrelid = mine.oid JOIN pg_class i ON i.oid = indexrelid
            UNION ALL SELECT 'trigger', mine.name || ' ' || CASE WHEN tgisinternal THEN coalesce((SELECT conname || ' ' || tgtype
                    FROM pg_constraint WHERE oid = tgconstraint), '') ELSE tgname END, ROW(tgenabled,
                    CASE WHEN NOT tgisinternal THEN pg_get_triggerdef(t.oid) END)::text
                FROM pg_trigger t JOIN mine ON tgrelid = mine.oid WHERE NOT tgisinternal OR tgenabled <> 'O'
            UNION ALL SELECT 'rule', mine.name || ' ' || rulename, ROW(ev_enabled, pg_get_ruledef(r.oid))::text
                FROM pg_rewrite r JOIN mine ON ev_class = mine.oid
            UNION ALL SELECT 'policy', mine.name || ' ' || polname, ROW(polcmd, polpermissive,
                    ARRAY(SELECT CASE role WHEN 0 THEN 'public' ELSE pg_get_userbyid(role) END
                        FROM unnest(polroles) role ORDER BY 1),
                    pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))::text
                FROM pg_policy JOIN mine ON polrelid = mine.oid
            UNION ALL SELECT 'function', name, CASE WHEN brought THEN '' ELSE ROW(pg_get_userbyid(proowner), CASE prokind
                    WHEN 'a' THEN (SELECT ROW(aggkind, aggtransfn, aggfinalfn, aggtranstype, agginitval)::text
                        FROM pg_aggregate WHERE aggfnoid = functions.oid)
                    ELSE pg_get_functiondef(oid) END)::text END
                FROM functions
            UNION ALL SELECT 'security', name, 'definer' FROM functions WHERE prosecdef
            UNION ALL SELECT 'grant', name, unnest(coalesce(proacl, acldefault('f', proowner)))::text FROM functions
            UNION ALL SELECT 'type', name, ROW(pg_get_userbyid(typowner), typtype, format_type(typbasetype, typtypmod),
                    typnotnull, typdefault, ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = types.oid
                        ORDER BY enumsortorder),
                    (SELECT format_type(rngsubtype, NULL) FROM pg_range WHERE rngtypid = types.oid))::text
                FROM types
            UNION ALL SELECT 'grant', name, unnest(coalesce(typacl, acldefault('T', typowner)))::text FROM types
            UNION ALL SELECT 'collation', n.nspname || '.' || collname,
                    (to_jsonb(o) - 'oid' - 'collnamespace' - 'collowner')::text
                FROM pg_collation o JOIN spaces n ON n.oid = collnamespace
            UNION ALL SELECT 'statistics', n.nspname || '.' || stxname,
                    ROW(pg_get_userbyid(stxowner), stxstattarget, pg_get_statisticsobjdef(s.oid))::text
                FROM pg_statistic_ext s JOIN spaces n ON n.oid = stxnamespace
            UNION ALL SELECT 'extension', extname::text, ROW(extversion, extnamespace::regnamespace)::text FROM pg_extension
            UNION ALL SELECT 'event trigger', evtname::text,
                    ROW(pg_get_userbyid(evtowner), evtevent, evtfoid::regprocedure, evtenabled, evttags)::text
                FROM pg_event_trigger
            UNION ALL SELECT 'publication', pubname::text,
                    (to_jsonb(p) - 'oid' - 'pubowner')::text || pg_get_userbyid(pubowner)
                FROM pg_publication p
            UNION ALL SELECT 'publication', pubname || ' ' || prrelid::regclass,
                    ROW(pg_get_expr(prqual, prrelid), prattrs)::text
                FROM pg_publication_rel r JOIN pg_publication p ON p.oid = prpubid
            UNION ALL SELECT 'publication', pubname || ' ' || pnnspid::regnamespace, ''
                FROM pg_publication_namespace JOIN pg_publication p ON p.oid = pnpubid
            UNION ALL SELECT 'default grant', pg_get_userbyid(defaclrole) || ' ' || defaclobjtype::text || ' '
                    || CASE defaclnamespace WHEN 0 THEN '' ELSE defaclnamespace::regnamespace::text END,
                    unnest(CASE WHEN defaclacl = '{}' THEN '{=/postgres}' ELSE defaclacl::text[] END)
                FROM pg_default_acl
            UNION ALL SELECT 'server', srvname::text, ROW(pg_get_userbyid(srvowner), srvtype, srvversion, srvacl, srvoptions)::text
                FROM pg_foreign_server
            UNION ALL SELECT 'wrapper', fdwname::text, ROW(pg_get_userbyid(fdwowner), fdwhandler::regproc,
                    fdwvalidator::regproc, fdwacl, fdwoptions)::text
                FROM pg_foreign_data_wrapper
            UNION ALL SELECT 'user mapping', usename || ' ' || srvname, umoptions::text FROM pg_user_mappings
            UNION ALL SELECT 'grant', lanname::text, unnest(lanacl)::text FROM pg_language WHERE lanacl IS NOT NULL
            UNION ALL SELECT 'comment', i.type || ' ' || i.identity, description
                FROM pg_description d CROSS JOIN LATERAL pg_identify_object(classoid, objoid, objsubid) i
                WHERE (objoid >= 16384 OR objoid = 'public'::regnamespace AND classoid = 'pg_namespace'::regclass)
                AND (i.schema IS NULL OR i.schema IN (SELECT nspname FROM spaces)) AND NOT EXISTS (SELECT FROM pg_depend e
                    WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
            UNION ALL SELECT 'label', i.type || ' ' || i.identity, provider || ' ' || label
                FROM pg_seclabel CROSS JOIN LATERAL pg_identify_object(classoid, objoid, objsubid) i)
            """.formatted(Relation.APPLICATION);

    private static final String DIGEST = PARTS
            + " SELECT coalesce(bit_xor(hashtextextended(ROW(kind, name, definition)::text COLLATE \"C\", 0)), 0) FROM parts";

    private static final String ALL = PARTS + " SELECT kind, name, coalesce(definition, '') FROM parts";

    private SchemaDigest() {}

    /** Something of a schema, and how it is defined; a grant is one of several of the same name. */
    private record Part(String kind, String name, String definition) {

        boolean isOwners() {
            return kind.equals("grant") && OWNERS.matcher(definition).matches();
        }

        boolean isRight() {
            return RIGHTS.contains(kind);
        }

        String described() {
            return kind + " [" + name + "]" + (kind.endsWith("grant") ? " " + definition : "");
        }
    }

    public static String of(Connection connection) throws SQLException {
        return named(connection, () -> Sql.one(connection, row -> Long.toHexString(row.getLong(1)), DIGEST));
    }

    /** What two databases have otherwise, in words, sorted; nothing if their schemas are the same. */
    public static List<String> differences(Connection one, Connection other) throws SQLException {
        return differences(parts(one), parts(other), part -> true);
    }

    /** Rights that one of two databases has only; not those of an owner to something that the other has not. */
    public static List<String> differingRights(Connection one, Connection other) throws SQLException {
        Set<Part> ofOne = parts(one);
        Set<Part> ofOther = parts(other);
        Set<String> common = names(ofOne);
        common.retainAll(names(ofOther));
        Set<String> single = names(ofOne);
        single.addAll(names(ofOther));
        single.removeAll(common);
        return differences(
                ofOne, ofOther, part -> part.isRight() && !(part.isOwners() && single.contains(part.name())));
    }

    private static Set<String> names(Set<Part> parts) {
        return parts.stream()
                .filter(part -> !part.isRight())
                .map(Part::name)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> differences(Set<Part> one, Set<Part> other, Predicate<Part> counts) {
        Set<Part> differing = new HashSet<>(one);
        differing.removeAll(other);
        other.stream().filter(part -> !one.contains(part)).forEach(differing::add);
        return List.copyOf(
                differing.stream().filter(counts).map(Part::described).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<Part> parts(Connection connection) throws SQLException {
        return named(
                connection,
                () -> new HashSet<>(Sql.list(
                        connection, row -> new Part(row.getString(1), row.getString(2), row.getString(3)), ALL)));
    }

    private static <T> T named(Connection connection, Calls.Call<T> reading) throws SQLException {
        String path = Sql.one(connection, row -> row.getString(1), NAME_ALL);
        T result = reading.run();
        Sql.list(connection, row -> "", NAME_AS_BEFORE, path);
        return result;
    }
}
