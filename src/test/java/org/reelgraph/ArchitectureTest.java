package org.reelgraph;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlRepository;
import org.reelgraph.testing.WrittenClasses;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The layout: packages by feature, each understood without those that build on it. */
@AnalyzeClasses(packages = "org.reelgraph", importOptions = {DoNotIncludeTests.class, WrittenClasses.class})
class ArchitectureTest {

    // What may be used is named, and not what may not: a new feature is kept out without a line here.
    @ArchTest
    static final ArchRule storageKnowsNoOtherPackage = onlyUses("storage", "storage", "health",
            "settings.declaration");

    @ArchTest
    static final ArchRule theEngineKnowsNoFeature = onlyUses("graphql", "graphql", "storage", "health",
            "settings.declaration");

    @ArchTest
    static final ArchRule plansKnowNothingAroundThem = noClasses().that().resideInAPackage("..graphql.plan..").should()
            .dependOnClassesThat(
                    resideInAPackage("org.reelgraph..").and(resideOutsideOfPackage("..graphql.plan..")));

    @ArchTest
    static final ArchRule jobsKnowNoFeature = onlyUses("jobs", "jobs", "graphql", "audit", "storage",
            "health", "settings.declaration");

    @ArchTest
    static final ArchRule theCatalogueKnowsNotWhoFillsIt = noClasses().that().resideInAPackage("..catalog..").should()
            .dependOnClassesThat().resideInAPackage("..imports..");

    @ArchTest
    static final ArchRule readersOfFormatsKnowNoDatabase = noClasses().that().resideInAPackage("..imports.formats..")
            .should().dependOnClassesThat().resideInAnyPackage("..imports.merge..", "..imports.jobs..", "..storage..",
                    "java.sql..", "io.micronaut.data..", "io.micronaut.transaction..");

    @ArchTest
    static final ArchRule anImportGoesOneWay = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("records").definedBy("..imports.records..").layer("formats").definedBy("..imports.formats..")
            .layer("merge").definedBy("..imports.merge..").layer("jobs").definedBy("..imports.jobs..")
            .whereLayer("jobs").mayNotBeAccessedByAnyLayer().whereLayer("merge").mayOnlyBeAccessedByLayers("jobs")
            .whereLayer("formats").mayOnlyBeAccessedByLayers("jobs");

    @ArchTest
    static final ArchRule packagesFormNoCircle = slices().matching("org.reelgraph.(**)").should()
            .beFreeOfCycles();

    // Their texts are looked for by SqlPlacesTest.
    @ArchTest
    static final ArchRule sqlStaysInRepositoriesReadersAndWriters = noClasses().that()
            .resideOutsideOfPackage("..storage..").and()
            // It reads settings before there are beans.
            .doNotHaveSimpleName("SettingsSource").and()
            // It says how db-scheduler binds times.
            .doNotHaveSimpleName("EpochMilliseconds").and()
            .haveNameNotMatching(".*(Repository|Store|Reader|Writer)(\\$.*)?").should().dependOnClassesThat()
            .belongToAnyOf(JdbcOperations.class, Rows.class, PreparedStatement.class, ResultSet.class);

    // What else there is of a database is found by interfaces.
    @ArchTest
    static final ArchRule onlyItsOwnPackageKnowsSqlite = isKnownOnlyBy("..storage.sqlite..", "org.sqlite..");

    @ArchTest
    static final ArchRule onlyItsOwnPackageKnowsPostgresql = isKnownOnlyBy("..storage.postgresql..",
            "org.postgresql..");

    @ArchTest
    static final ArchRule onlyItsOwnPackageKnowsAFullTextIndex = isKnownOnlyBy("..search.fts5..");

    @ArchTest
    static final ArchRule onlyItsOwnPackageKnowsAnotherFullTextIndex = isKnownOnlyBy("..search.postgresql..");

    @ArchTest
    static final ArchRule repositoriesSayTheirDialectInOnePlace = noClasses().that()
            .doNotBelongToAnyOf(SqlRepository.class).should().beAnnotatedWith(JdbcRepository.class);

    // It doesn't exist yet when Micronaut Data reads the entity, which then loses the types of its columns.
    @ArchTest
    static final ArchRule entitiesHaveNoBuilderInTheirSignatures = noMethods().that().areDeclaredInClassesThat()
            .areAnnotatedWith(MappedEntity.class).should().haveRawReturnType(simpleNameEndingWith("Builder"));

    @ArchTest
    static final ArchRule settingsAreFound = classes().that(new DescribedPredicate<>("declare settings") {
        @Override
        public boolean test(JavaClass type) {
            return type.isAnnotatedWith(Setting.class) || type.isAnnotatedWith(Setting.Several.class)
                    || type.getConstructors().stream().flatMap(constructor -> constructor.getParameters().stream())
                            .anyMatch(parameter -> parameter.isAnnotatedWith(Setting.class));
        }
    }).should().beAnnotatedWith(Introspected.class);

    @ArchTest
    static final ArchRule thereIsOneAnnotationForWhatMayBeNull = noClasses().should()
            .dependOnClassesThat().belongToAnyOf(io.micronaut.core.annotation.Nullable.class,
                    jakarta.annotation.Nullable.class);

    // Otherwise NullAway leaves the package out.
    @ArchTest
    static void everyPackageSaysWhatMayBeNull(JavaClasses classes) {
        assertThat(classes.stream().filter(type -> !type.getPackage().isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName).distinct()).isEmpty();
    }

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = noFields().should().beAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule thereIsNoStaticState = fields().that().areStatic().and().areDeclaredInClassesThat()
            .haveNameNotMatching(".*\\$.*").should().beFinal();

    @ArchTest
    static final ArchRule namesSayWhatAThingIsFor = noClasses().should().haveSimpleNameEndingWith("Utils").orShould()
            .haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Manager").orShould()
            .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule exceptionsHaveAMeaning = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule onlyTheLauncherPrints = noClasses().that().doNotBelongToAnyOf(Launcher.class)
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule logsGoThroughSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    private static ArchRule isKnownOnlyBy(String owner, String... libraries) {
        var known = Stream.concat(Stream.of(owner), Arrays.stream(libraries)).toArray(String[]::new);
        return noClasses().that().resideOutsideOfPackage(owner).should().dependOnClassesThat()
                .resideInAnyPackage(known);
    }

    private static ArchRule onlyUses(String part, String... used) {
        var packages = Arrays.stream(used).map(name -> "org.reelgraph." + name + "..").toArray(String[]::new);
        return classes().that().resideInAPackage("org.reelgraph." + part + "..").should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("org.reelgraph..").or(resideInAnyPackage(packages)));
    }
}
