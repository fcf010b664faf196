package org.reelgraph.graphql.errors;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.testing.WrittenClasses;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(Lifecycle.PER_CLASS)
class ErrorCodeTest {

    // Without those of libraries, which declare none and would take most of the time.
    private final JavaClasses classes = ArchConfiguration.withThreadLocalScope(settings -> {
        settings.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter().withImportOption(new DoNotIncludeTests())
                .withImportOption(new WrittenClasses()).importPackages("org.reelgraph");
    });

    @Test
    void givenTheDocumentation_whenItsErrorCodesAreRead_thenTheyAreThoseOfTheProgram() throws IOException {
        var codes = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE)
                .matcher(sectionOnErrors(Files.readString(Path.of("src/docs/queries.md")))).results()
                .map((MatchResult row) -> row.group(1)).toList();

        assertThat(codes).containsExactlyInAnyOrderElementsOf(
                declared(ErrorCode.class).map(ErrorCode::name).toList());
    }

    @Test
    void givenTheContract_whenItsUserErrorCodesAreRead_thenTheyAreThoseOfTheProgram() throws IOException {
        var contract = new SchemaParser().parse(Files.readString(Path.of("schema.graphqls")));
        var codes = contract.getTypeOrNull("UserErrorCode", EnumTypeDefinition.class).getEnumValueDefinitions();

        assertThat(codes).extracting(EnumValueDefinition::getName).containsExactlyInAnyOrderElementsOf(
                declared(UserErrorCode.class).map(UserErrorCode::name).toList());
    }

    @Test
    void givenTheContract_whenItsNoticeCodesAreRead_thenTheyAreThoseOfTheProgram() throws IOException {
        var contract = new SchemaParser().parse(Files.readString(Path.of("schema.graphqls")));
        var codes = contract.getTypeOrNull("ImportNoticeCode", EnumTypeDefinition.class).getEnumValueDefinitions();

        assertThat(codes).extracting(EnumValueDefinition::getName).containsExactlyInAnyOrderElementsOf(
                declared(Notice.Code.class).map(Notice.Code::name).toList());
    }

    // Wherever a feature declares them.
    private <T> Stream<T> declared(Class<T> code) {
        return classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(code)
                        && field.getModifiers().contains(JavaModifier.STATIC))
                .map(field -> code.cast(valueOf(field.reflect())));
    }

    private static Object valueOf(Field constant) {
        try {
            constant.setAccessible(true);
            return constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sectionOnErrors(String page) {
        return page.substring(page.indexOf("\n## Errors"), page.indexOf("\n## Limits"));
    }
}
