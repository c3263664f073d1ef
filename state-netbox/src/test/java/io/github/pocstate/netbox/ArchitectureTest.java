package io.github.pocstate.netbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.pocstate.netbox", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String HERE = "io.github.pocstate.netbox";

    @ArchTest
    static final ArchRule noDatabase = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..");

    @ArchTest
    static final ArchRule redissonInOnePackageOnly = noClasses()
            .that()
            .resideOutsideOfPackage(HERE + ".redis..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.redisson..", "io.netty..");

    @ArchTest
    static final ArchRule feignBehindTheApiOnly = noClasses()
            .that()
            .resideOutsideOfPackages(HERE + ".api..", HERE + ".internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("feign..", "org.apache.hc..");

    @ArchTest
    static final ArchRule assertJInOnePackageOnly = noClasses()
            .that()
            .resideOutsideOfPackage(HERE + ".assertj..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.assertj..", HERE + ".assertj..");

    @ArchTest
    static final ArchRule noCycles = slices().matching(HERE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule modelStandsAlone = noClasses()
            .that()
            .resideInAPackage(HERE + ".model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    HERE + ".phase..", HERE + ".dto..", HERE + ".api..", HERE + ".redis..", HERE + ".internal..");

    @ArchTest
    static final ArchRule onlyTheProviderKnowsInternals = noClasses()
            .that()
            .resideOutsideOfPackage(HERE + ".internal..")
            .and()
            .doNotHaveSimpleName("NetBoxLabProvider")
            .and()
            .doNotHaveSimpleName("NetBoxCheckupProvider")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HERE + ".internal..");

    @ArchTest
    static final ArchRule eachInternalPackageKnowsThoseBelowItOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("doctor")
            .definedBy(HERE + ".internal.doctor")
            .layer("lab")
            .definedBy(HERE + ".internal")
            .layer("read")
            .definedBy(HERE + ".internal.read")
            .layer("write")
            .definedBy(HERE + ".internal.write")
            .layer("compare")
            .definedBy(HERE + ".internal.compare")
            .layer("client")
            .definedBy(HERE + ".internal.client")
            .whereLayer("doctor")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("lab")
            .mayOnlyBeAccessedByLayers("doctor")
            .whereLayer("read")
            .mayOnlyBeAccessedByLayers("doctor", "lab")
            .whereLayer("write")
            .mayOnlyBeAccessedByLayers("lab")
            .whereLayer("compare")
            .mayOnlyBeAccessedByLayers("doctor", "lab", "read", "write");

    @ArchTest
    static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static void theRulesLookAtTheWholeModule(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(100);
    }
}
