package org.reelgraph.mediaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Files are compared with the database by a mutation. */
class MediaOsValidationTest extends MediaOsServer {

    private static final String VALIDATE = """
                                           mutation($input: ValidateMediaOsInput!) { validateMediaOs(input: $input) {
                                             equal files { file entries differences } total
                                             differences { file entry kind member inFile inDatabase message }
                                             userErrors { code message path } } }""";

    private JsonNode validate(Map<String, Object> input) {
        return client().data(VALIDATE, Map.of("input", input)).get("validateMediaOs");
    }

    @Test
    void givenImportedFiles_whenOneOfThemChanges_thenTheyAreEqualUntilThenAndTheDifferenceIsShown() {
        files("compared");
        importFrom("compared");
        jobs().file("changed/config/library.json", LIBRARY.replace("Two Boats", "Three Boats"));

        var equal = validate(Map.of("path", "compared", "only", List.of("library", "settings")));
        var different = validate(Map.of("path", "changed", "only", List.of("library")));

        assertThat(equal.toString()).isEqualTo("{\"equal\":true,\"files\":[{\"file\":\"settings.json\",\"entries\":1,"
                + "\"differences\":0},{\"file\":\"library.json\",\"entries\":4,\"differences\":0}],\"total\":0,"
                + "\"differences\":[],\"userErrors\":[]}");
        assertThat(different.at("/equal").asBoolean()).isFalse();
        assertThat(different.at("/total").asInt()).isEqualTo(1);
        assertThat(different.at("/differences/0").toString()).isEqualTo("{\"file\":\"library.json\","
                + "\"entry\":\"items[id a2]\",\"kind\":\"DIFFERENT\",\"member\":\"title\",\"inFile\":\"Three Boats\","
                + "\"inDatabase\":\"Two Boats\",\"message\":\"The title differs.\"}");
    }

    @Test
    void givenAnUnknownFileOrPath_whenCompared_thenItIsRefusedInsteadOfFoundEqual() {
        files("known");

        var unknown = validate(Map.of("path", "known", "only", List.of("library", "user")));
        var nowhere = validate(Map.of("path", "nowhere"));

        assertThat(unknown.at("/equal").asBoolean()).isFalse();
        assertThat(unknown.at("/userErrors").toString()).contains("NOT_FOUND", "There is no file user, only settings,",
                "[\"input\",\"only\"]");
        assertThat(nowhere.at("/equal").asBoolean()).isFalse();
        assertThat(nowhere.at("/userErrors").toString()).contains("[\"input\",\"path\"]");
    }
}
