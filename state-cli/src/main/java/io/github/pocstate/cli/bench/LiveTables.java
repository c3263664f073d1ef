package io.github.pocstate.cli.bench;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.DatabaseGuide.Part;

/** What a swap carries over from the live database, as the library does it: sessions, tokens, jobs. */
record LiveTables(DatabaseGuide guide) implements Noise {

    @Override
    public boolean table(TableName table) {
        return guide.part(table.name()) == Part.LIVE;
    }

    @Override
    public boolean column(TableName table, String column) {
        return guide.part(table.name(), column) == Part.LIVE;
    }
}
