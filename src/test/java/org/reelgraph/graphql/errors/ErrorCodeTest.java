package org.reelgraph.graphql.errors;

import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorCodeTest {

    @Test
    void givenTheDocumentation_whenItsErrorCodesAreRead_thenTheyAreThoseOfTheProgram() throws IOException {
        var codes = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE)
                .matcher(sectionOnErrors(Files.readString(Path.of("src/docs/queries.md")))).results()
                .map((MatchResult row) -> row.group(1)).toList();

        assertThat(codes).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList());
    }

    @Test
    void givenTheContract_whenItsUserErrorCodesAreRead_thenTheyAreThoseOfTheProgram() throws IOException {
        var contract = new SchemaParser().parse(Files.readString(Path.of("schema.graphqls")));
        var codes = contract.getTypeOrNull("UserErrorCode", EnumTypeDefinition.class).getEnumValueDefinitions();

        assertThat(codes).extracting(EnumValueDefinition::getName).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(UserErrorCode.values()).map(UserErrorCode::name).toList());
    }

    private static String sectionOnErrors(String page) {
        return page.substring(page.indexOf("\n## Errors"), page.indexOf("\n## Limits"));
    }
}
