package io.github.pocstate.snapshot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.pocstate.snapshot.lab.PostgresSnapshotProvider;
import io.github.pocstate.snapshot.postgres.PostgresSnapshots;

@AnalyzeClasses(
        packages = {"io.github.pocstate.snapshot.lab", "io.github.pocstate.snapshot.postgres"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String LAB = "io.github.pocstate.snapshot.lab";
    private static final String POSTGRES = "io.github.pocstate.snapshot.postgres";
    private static final String INTERNAL = POSTGRES + ".internal";

    @ArchTest
    static final ArchRule eachPackageKnowsThoseBelowItOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .ensureAllClassesAreContainedInArchitecture()
            .layer("lab")
            .definedBy(LAB)
            .layer("verbs")
            .definedBy(POSTGRES)
            .layer("catalog")
            .definedBy(INTERNAL + ".catalog")
            .layer("file")
            .definedBy(INTERNAL + ".file")
            .layer("rows")
            .definedBy(INTERNAL + ".rows")
            .layer("server")
            .definedBy(INTERNAL + ".server")
            .layer("model")
            .definedBy(POSTGRES + ".model")
            .whereLayer("lab")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("verbs")
            .mayOnlyBeAccessedByLayers("lab")
            .whereLayer("catalog")
            .mayOnlyBeAccessedByLayers("verbs")
            .whereLayer("file")
            .mayOnlyBeAccessedByLayers("verbs")
            .whereLayer("rows")
            .mayOnlyBeAccessedByLayers("verbs", "catalog", "file")
            .whereLayer("server")
            .mayOnlyBeAccessedByLayers("verbs", "catalog", "file", "rows");

    @ArchTest
    static final ArchRule noNetBoxAndNoRedis = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.pocstate.netbox..", "org.redisson..", "feign..");

    @ArchTest
    static final ArchRule theLabSpeaksNoSql = noClasses()
            .that()
            .resideInAPackage(LAB)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static void theRulesLookAtTheWholeModule(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(100);
        assertThat(classes.contain(PostgresSnapshotProvider.class)).isTrue();
        assertThat(classes.contain(PostgresSnapshots.class)).isTrue();
    }
}
