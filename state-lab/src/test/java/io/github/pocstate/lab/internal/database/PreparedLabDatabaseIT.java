package io.github.pocstate.lab.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.lab.internal.topology.Topology;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database made out of one that was prepared is the one that is made from nothing. */
@ExtendWith(EmbeddedServer.Resolver.class)
class PreparedLabDatabaseIT {

    private static final Topology TOPOLOGY = Topology.of(60);

    private final EmbeddedServer server;

    PreparedLabDatabaseIT(EmbeddedServer server) {
        this.server = server;
    }

    @AfterEach
    void drop() throws SQLException {
        server.run("postgres", "DROP DATABASE netbox", "DROP ROLE netbox");
    }

    @Test
    void holdsTheSameAsOneMadeFromNothing() throws SQLException {
        LabDatabase.prepare(server.adminUrl());
        LabDatabase.prepare(server.adminUrl());
        assertThat(databases()).containsExactly("netbox_prepared");
        LabDatabase.create(server.adminUrl(), TOPOLOGY);
        assertThat(databases()).containsExactly(LabDatabase.NAME);
        List<String> prepared = content();
        drop();

        LabDatabase.create(server.adminUrl(), TOPOLOGY);

        assertThat(prepared).hasSizeGreaterThan(2_000).isEqualTo(content());
    }

    private List<String> databases() throws SQLException {
        return server.texts("postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'netbox%'");
    }

    /** A line for the rows of each table, and one for each constraint, index, trigger, sequence and owner. */
    private List<String> content() throws SQLException {
        List<String> content = new ArrayList<>();
        for (String table : texts("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")) {
            content.addAll(texts("SELECT '" + table + " ' || count(*) || ' '"
                    + " || coalesce(md5(string_agg(t::text, ' ' ORDER BY t::text)), '') FROM public." + table + " t"));
        }
        content.addAll(texts("SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)"
                + " FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1"));
        content.addAll(texts("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"));
        content.addAll(texts(
                "SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"));
        content.addAll(texts("SELECT sequencename || ' ' || coalesce(last_value, 0) FROM pg_sequences ORDER BY 1"));
        content.addAll(texts("SELECT relname || ' ' || relowner::regrole || ' ' || reltuples FROM pg_class"
                + " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"));
        return content;
    }

    private List<String> texts(String query) throws SQLException {
        return server.texts(LabDatabase.NAME, query);
    }
}
