package io.github.pocstate.examples.phases;

import io.github.pocstate.ProgressListener;
import io.github.pocstate.Scope;
import io.github.pocstate.lab.LabOfTests;
import io.github.pocstate.netbox.NetBoxLabProvider;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.Lab;

/** The lab of the tests as a snapshot sees it: over the API, and by the guide through its database. Not thread-safe. */
final class LabDatabase implements AutoCloseable {

    private final Lab lab;
    private final JdbcTables tables;
    final DatabaseGuide guide;

    LabDatabase(LabUnderTest under) {
        lab = new NetBoxLabProvider()
                .open(under.config()
                        .database(LabOfTests.variable("NETBOX_DB_URL"))
                        .build());
        tables = new JdbcTables(under.sql, "public");
        guide = lab.database().orElseThrow();
    }

    Inventory overApi(Scope scope) {
        return (Inventory) lab.observe(scope, ProgressListener.NONE);
    }

    Inventory fromTables(Scope scope) {
        return (Inventory) guide.observe(scope, tables, guide.keys().read());
    }

    @Override
    public void close() {
        lab.close();
    }
}
