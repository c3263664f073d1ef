package io.github.pocstate.examples.phases;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * States of the database and the queues that tests come back to: plain copies of the tables in schemas beside NetBox's,
 * put back row by row, so that a test may damage whatever it likes and costs no restore. Not thread-safe.
 */
final class Checkpoints {

    /** Written by NetBox on its own; putting them back would log people out or hide what a test counts. */
    private static final List<String> LEFT_ALONE = List.of("core_objectchange", "django_session", "users_token");

    private final Sql sql;
    private final Queues queues;
    private final Map<String, Map<String, List<String>>> kept = new HashMap<>();

    Checkpoints(Sql sql, Queues queues) {
        this.sql = sql;
        this.queues = queues;
    }

    boolean has(String name) {
        return kept.containsKey(name);
    }

    void keep(String name) {
        String schema = schema(name);
        sql.run("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        sql.run("CREATE SCHEMA " + schema);
        sql.run(forEachTable("public", "EXECUTE format('CREATE TABLE " + schema + ".%1$I AS TABLE public.%1$I', t);"));
        kept.put(name, queues.all());
    }

    void goTo(String name) {
        String schema = schema(name);
        String differing = "WHERE NOT EXISTS (SELECT FROM %s other WHERE other::text = one::text)";
        String deletion = "DELETE FROM public.%1$I one " + differing.replace("%s", schema + ".%1$I");
        String insertion = "INSERT INTO public.%1$I SELECT * FROM " + schema + ".%1$I one "
                + differing.replace("%s", "public.%1$I");
        sql.run(forEachTable(schema, "EXECUTE format('" + deletion + "', t); EXECUTE format('" + insertion + "', t);"));
        forgetUsersOfTests();
        queues.replaceAll(kept.get(name));
    }

    /** What is left alone must not refer to users that went, as NetBox sees to when it deletes one. */
    private void forgetUsersOfTests() {
        sql.run("UPDATE core_objectchange SET user_id = NULL"
                + " WHERE user_id IS NOT NULL AND user_id NOT IN (SELECT id FROM users_user)");
        sql.run("DELETE FROM users_token WHERE user_id NOT IN (SELECT id FROM users_user)");
    }

    /** Foreign keys and triggers rest meanwhile: all tables change together. */
    private static String forEachTable(String schema, String statements) {
        return "DO $$ DECLARE t text; BEGIN SET LOCAL session_replication_role = replica;"
                + " FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = '" + schema
                + "' AND tablename <> ALL ('{"
                + String.join(",", LEFT_ALONE) + "}') LOOP " + statements + " END LOOP; END $$";
    }

    void drop() {
        kept.keySet().forEach(name -> sql.run("DROP SCHEMA IF EXISTS " + schema(name) + " CASCADE"));
    }

    static String schema(String checkpoint) {
        return "poc_state_it_" + checkpoint.toLowerCase(Locale.ROOT);
    }
}
