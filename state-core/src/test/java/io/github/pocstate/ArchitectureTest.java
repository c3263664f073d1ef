package io.github.pocstate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.pocstate.internal.Services;
import io.github.pocstate.junit.PocStateExtension;
import java.util.ServiceLoader;

@AnalyzeClasses(packages = "io.github.pocstate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule coreKnowsNothingButJavaSlf4jAndJSpecify = classes()
            .that()
            .resideOutsideOfPackage("io.github.pocstate.junit")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.net.ssl..", "org.slf4j..", "org.jspecify..", "io.github.pocstate..");

    @ArchTest
    static final ArchRule onlyTheExtensionKnowsJUnit = classes()
            .that()
            .resideInAPackage("io.github.pocstate.junit")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "io.github.pocstate..",
                    "org.junit.jupiter.api.extension..",
                    "org.junit.platform.commons.support..",
                    "org.opentest4j..");

    @ArchTest
    static final ArchRule nobodyNeedsTheExtension = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.pocstate.junit")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.pocstate.junit");

    @ArchTest
    static final ArchRule coreKnowsNoTestkit =
            noClasses().should().dependOnClassesThat().resideInAPackage("..testkit..");

    @ArchTest
    static final ArchRule subPackagesAreFreeOfCycles =
            slices().matching("io.github.pocstate.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheFacadeKnowsTheEngine = noClasses()
            .that()
            .resideOutsideOfPackages("io.github.pocstate", "io.github.pocstate.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.pocstate.internal..");

    @ArchTest
    static final ArchRule onlyServicesAsksTheServiceLoader = noClasses()
            .that()
            .doNotBelongToAnyOf(Services.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ServiceLoader.class);

    @ArchTest
    static final ArchRule errorsOfThisLibraryHaveOneRoot = classes()
            .that()
            .areAssignableTo(Throwable.class)
            .should()
            .beAssignableTo(PocStateException.class)
            .andShould()
            .resideInAPackage("io.github.pocstate");

    @ArchTest
    static final ArchRule standardStreamsAreSilent = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule thereIsOneLoggingApi = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule exceptionsSayWhatTheyMean = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static void theRulesSawTheClasses(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThanOrEqualTo(85);
        assertThat(classes.contain(PocSession.class)).isTrue();
        assertThat(classes.contain(Services.class)).isTrue();
        assertThat(classes.contain(PocStateExtension.class)).isTrue();
        assertThat(classes.contain(ArchitectureTest.class)).isFalse();
    }
}
