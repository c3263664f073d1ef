package io.github.pocstate.snapshot.lab;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.DatabaseGuide.Part;

/** What stays as the live database has it, by the guide. */
record GuideNoise(DatabaseGuide guide) implements Noise {

    @Override
    public boolean table(TableName table) {
        return guide.part(AppTable.name(table)) == Part.LIVE;
    }

    @Override
    public boolean column(TableName table, String column) {
        return guide.part(AppTable.name(table), column) == Part.LIVE;
    }
}
