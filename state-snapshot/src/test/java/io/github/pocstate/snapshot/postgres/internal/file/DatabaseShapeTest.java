package io.github.pocstate.snapshot.postgres.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.snapshot.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatabaseShapeTest {

    private static final FileManifest.Column ID = new FileManifest.Column("id", "bigint");
    private static final FileManifest.Column NAME = new FileManifest.Column("name", "text");
    private static final TableName SITE = new TableName("public", "site");

    private final DatabaseShape database = shape(List.of(ID, NAME));

    @Test
    void theOrderOfColumnsDoesNotCount() {
        assertThat(database.differenceTo(shape(List.of(NAME, ID)))).isEmpty();
    }

    @Test
    void theFirstDifferenceIsNamed() {
        assertThat(database.differenceTo(shape(List.of(ID))))
                .contains("column of public.site [name] is in the database only");
        assertThat(database.differenceTo(shape(List.of(ID, NAME, new FileManifest.Column("slug", "text")))))
                .contains("column of public.site [slug] is in the file only");
        assertThat(database.differenceTo(shape(List.of(ID, new FileManifest.Column("name", "inet")))))
                .contains("column [name] of public.site is inet in the file and text in the database");
        assertThat(database.differenceTo(new DatabaseShape(Map.of(), Set.of(), Set.of())))
                .contains("table [public.site] is in the database only");
        assertThat(new DatabaseShape(Map.of(), Set.of(), Set.of()).differenceTo(database))
                .contains("table [public.site] is in the file only");
        assertThat(database.differenceTo(new DatabaseShape(database.tables(), Set.of(SITE), Set.of())))
                .contains("materialized view [public.site] is in the file only");
        assertThat(database.differenceTo(new DatabaseShape(database.tables(), Set.of(), Set.of(SITE))))
                .contains("sequence [public.site] is in the file only");
    }

    private static DatabaseShape shape(List<FileManifest.Column> columns) {
        return new DatabaseShape(Map.of(SITE, columns), Set.of(), Set.of());
    }
}
