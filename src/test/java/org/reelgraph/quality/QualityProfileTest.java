package org.reelgraph.quality;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.AtOnce;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

class QualityProfileTest extends ServerTest {

    private static final String FIELDS = "id name description upgradeAllowed cutoff minSizeBytes maxSizeBytes isDefaultFor"
            + " qualities { quality allowed preferred }";
    private static final List<Map<String, Object>> QUALITIES = List.of(quality("2160p", false, false),
            quality("1080p", true, true), quality("720p", true, false));

    @Inject
    StatementCounter counter;

    private static Map<String, Object> quality(String name, boolean allowed, boolean preferred) {
        return Map.of("quality", name, "allowed", allowed, "preferred", preferred);
    }

    @BeforeEach
    void deleteAll() throws Exception {
        for (var table : List.of("quality_defaults", "quality_profiles")) {
            Tables.run(folder(), "DELETE FROM " + table);
        }
    }

    private JsonNode mutate(String mutation, Map<String, Object> input) {
        var type = mutation.substring(0, 1).toUpperCase() + mutation.substring(1) + "Input!";
        var fields = mutation.startsWith("delete") ? "deletedId" : "qualityProfile { " + FIELDS + " }";
        return client().data("mutation($input: " + type + ") { " + mutation + "(input: $input) { " + fields
                + " userErrors { code message path } } }", Map.of("input", input)).get(mutation);
    }

    private JsonNode create(String name, Map<String, Object> more) {
        var input = new HashMap<String, Object>(Map.of("name", name, "cutoff", "1080p", "qualities", QUALITIES));
        input.putAll(more);
        return mutate("createQualityProfile", input);
    }

    private String created(String name) {
        return create(name, Map.of()).at("/qualityProfile/id").asText();
    }

    private JsonNode profile(String id) {
        return client().data("query($id: ID!) { qualityProfile(id: $id) { " + FIELDS + " } }", Map.of("id", id))
                .get("qualityProfile");
    }

    private static List<String> errors(JsonNode payload) {
        var errors = new ArrayList<String>();
        payload.get("userErrors").forEach(error -> {
            var path = new ArrayList<String>();
            error.get("path").forEach(step -> path.add(step.asText()));
            errors.add(error.get("code").asText() + " " + String.join(".", path));
        });
        return errors;
    }

    private List<String> names(String arguments) {
        return client().data("{ qualityProfiles" + arguments + " { edges { node { name } } } }")
                .findValuesAsText("name");
    }

    @Test
    void givenAProfile_whenItIsCreatedChangedAndDeleted_thenItIsReadAsItWasLeft() {
        var created = create("HD", Map.of("description", " For most. ", "upgradeAllowed", false, "minSizeBytes",
                700_000_000L, "maxSizeBytes", 9_007_199_254_740_991L));

        assertThat(created.get("userErrors")).isEmpty();
        var id = created.at("/qualityProfile/id").asText();
        assertThat(profile(id)).isEqualTo(created.get("qualityProfile"));
        assertThat(profile(id).get("description").asText()).isEqualTo("For most.");
        assertThat(profile(id).get("maxSizeBytes").asLong()).isEqualTo(9_007_199_254_740_991L);
        assertThat(profile(id).findValuesAsText("quality")).containsExactly("2160p", "1080p", "720p");

        var input = new HashMap<String, Object>(Map.of("id", id, "name", "HD 2", "cutoff", "720p", "qualities",
                List.of(quality("720p", true, false), quality("lossless", true, true))));
        input.put("description", null);
        input.put("minSizeBytes", null);
        var changed = mutate("updateQualityProfile", input);

        assertThat(changed.get("userErrors")).isEmpty();
        assertThat(profile(id)).isEqualTo(changed.get("qualityProfile"));
        assertThat(profile(id).get("description").isNull()).isTrue();
        assertThat(profile(id).get("minSizeBytes").isNull()).isTrue();
        assertThat(profile(id).get("maxSizeBytes").asLong()).isEqualTo(9_007_199_254_740_991L);
        assertThat(profile(id).get("upgradeAllowed").asBoolean()).isFalse();
        assertThat(profile(id).findValuesAsText("quality")).containsExactly("720p", "lossless");
        assertThat(mutate("deleteQualityProfile", Map.of("id", id)).get("deletedId").asText()).isEqualTo(id);
        assertThat(profile(id).isNull()).isTrue();
        assertThat(errors(mutate("deleteQualityProfile", Map.of("id", id)))).containsExactly("NOT_FOUND input.id");
        assertThat(errors(mutate("updateQualityProfile", Map.of("id", id)))).containsExactly("NOT_FOUND input.id");
    }

    @Test
    void givenMistakes_whenAProfileIsCreated_thenEachIsNamedAndNothingIsWritten() {
        assertThat(errors(create("", Map.of("cutoff", "480p", "minSizeBytes", 2, "maxSizeBytes", 1)))).containsExactly(
                "OUT_OF_RANGE input.name", "INVALID input.cutoff", "OUT_OF_RANGE input.minSizeBytes");
        assertThat(errors(create("A", Map.of("minSizeBytes", -1, "maxSizeBytes", 0.5)))).containsExactly(
                "OUT_OF_RANGE input.minSizeBytes", "OUT_OF_RANGE input.maxSizeBytes");
        assertThat(errors(create("A", Map.of("description", "x".repeat(1001))))).containsExactly(
                "OUT_OF_RANGE input.description");
        assertThat(errors(create("A", Map.of("qualities", List.of())))).containsExactly("REQUIRED input.qualities",
                "INVALID input.cutoff");
        assertThat(errors(create("A", Map.of("qualities", List.of(quality("1080p", false, true)))))).containsExactly(
                "REQUIRED input.qualities", "INVALID input.cutoff");
        assertThat(errors(create("A", Map.of("qualities", List.of(quality("1080p", true, true),
                quality("1080P", true, true), quality(" ", true, true)))))).containsExactly(
                        "DUPLICATE input.qualities.1.quality", "OUT_OF_RANGE input.qualities.2.quality");
        assertThat(errors(create("A", Map.of("qualities", IntStream.range(0, 51)
                .mapToObj(i -> quality(i + "p", true, false)).toList(), "cutoff", "1p")))).containsExactly(
                        "TOO_MANY input.qualities");
        assertThat(names("")).isEmpty();
    }

    @Test
    void givenANameThatAnotherHas_whenInAnyCase_thenItIsRefused() {
        var first = created("Straße");

        assertThat(errors(create("STRASSE", Map.of()))).containsExactly("ALREADY_EXISTS input.name");
        assertThat(errors(mutate("updateQualityProfile", Map.of("id", first, "name", "strasse")))).isEmpty();
        var other = created("Weg");
        assertThat(errors(mutate("updateQualityProfile", Map.of("id", other, "name", "Strasse")))).containsExactly(
                "ALREADY_EXISTS input.name");
        var nulls = new HashMap<String, Object>(Map.of("id", other));
        nulls.put("cutoff", null);
        assertThat(errors(mutate("updateQualityProfile", nulls))).containsExactly("REQUIRED input.cutoff");
    }

    @Test
    void givenOneNameTwentyTimesAtOnce_whenCreated_thenOneIsAndTheOthersAreToldSo() throws Exception {
        client();
        var made = AtOnce.run(20, i -> () -> errors(create("Same", Map.of())));

        assertThat(made).filteredOn(List::isEmpty).hasSize(1);
        assertThat(made).filteredOn(errors -> !errors.isEmpty()).hasSize(19)
                .allMatch(List.of("ALREADY_EXISTS input.name")::equals);
        assertThat(names("")).containsExactly("Same");
    }

    @Test
    void givenADefault_whenItIsDeleted_thenWhatTakesItsPlaceHasToBeSaid() {
        var hd = created("HD");
        var other = created("Other");
        for (var kind : List.of("MOVIE", "BOOK")) {
            assertThat(mutate("setDefaultQualityProfile", Map.of("kind", kind, "profileId", hd))
                    .at("/qualityProfile/id").asText()).isEqualTo(hd);
        }
        assertThat(profile(hd).get("isDefaultFor")).extracting(JsonNode::asText).containsExactly("BOOK", "MOVIE");

        var refused = mutate("deleteQualityProfile", Map.of("id", hd));

        assertThat(errors(refused)).containsExactly("REQUIRED input.replacementId");
        assertThat(refused.at("/userErrors/0/message").asText()).contains("HD", "BOOK, MOVIE");
        assertThat(errors(mutate("deleteQualityProfile", Map.of("id", hd, "replacementId", hd)))).containsExactly(
                "INVALID input.replacementId");
        assertThat(errors(mutate("deleteQualityProfile",
                Map.of("id", hd, "replacementId", "qualityprofile_0000000000000")))).containsExactly(
                        "NOT_FOUND input.replacementId");
        assertThat(mutate("deleteQualityProfile", Map.of("id", hd, "replacementId", other)).get("deletedId").asText())
                .isEqualTo(hd);
        assertThat(profile(other).get("isDefaultFor")).extracting(JsonNode::asText).containsExactly("BOOK", "MOVIE");
        var none = new HashMap<String, Object>(Map.of("kind", "BOOK"));
        none.put("profileId", null);
        assertThat(mutate("setDefaultQualityProfile", none).get("qualityProfile").isNull()).isTrue();
        assertThat(profile(other).get("isDefaultFor")).extracting(JsonNode::asText).containsExactly("MOVIE");
        assertThat(errors(mutate("setDefaultQualityProfile",
                Map.of("kind", "MOVIE", "profileId", "qualityprofile_0000000000000")))).containsExactly(
                        "NOT_FOUND input.profileId");
    }

    @Test
    void givenProfiles_whenListed_thenFiltersOrdersAndPagesAreAsTheFieldSays() {
        var b = create("b", Map.of("upgradeAllowed", false)).at("/qualityProfile/id").asText();
        created("C");
        create("a", Map.of("qualities", List.of(quality("480p", true, false), quality("720p", false, false)), "cutoff",
                "480p"));
        mutate("setDefaultQualityProfile", Map.of("kind", "SERIES", "profileId", b));

        assertThat(names("")).containsExactly("a", "b", "C");
        assertThat(names("(orderBy: [{field: NAME, direction: DESC}])")).containsExactly("C", "b", "a");
        assertThat(names("(orderBy: [{field: CREATED_AT}])")).containsExactly("b", "C", "a");
        assertThat(names("(last: 2)")).containsExactly("b", "C");
        assertThat(names("(filter: {name: \"B\"})")).containsExactly("b");
        assertThat(names("(filter: {allows: \"720P\"})")).containsExactly("b", "C");
        assertThat(names("(filter: {upgradeAllowed: false})")).containsExactly("b");
        assertThat(names("(filter: {defaultFor: SERIES})")).containsExactly("b");
        assertThat(names("(filter: {defaultFor: MOVIE})")).isEmpty();
        var found = new ArrayList<String>();
        var after = "";
        do {
            var page = client().data("{ qualityProfiles(first: 1" + after
                    + ") { totalCount edges { node { name } } pageInfo { hasNextPage endCursor } } }")
                    .get("qualityProfiles");
            assertThat(page.get("totalCount").asInt()).isEqualTo(3);
            found.addAll(page.findValuesAsText("name"));
            after = page.at("/pageInfo/hasNextPage").asBoolean() ? ", after: " + page.at("/pageInfo/endCursor") : "";
        } while (!after.isEmpty());
        assertThat(found).containsExactly("a", "b", "C");
    }

    @Test
    void givenAQualityWithOtherLettersThanAToZ_whenProfilesThatAllowItAreListed_thenItIsFound() {
        create("French", Map.of("qualities", List.of(quality("École", true, true)), "cutoff", "École"));

        assertThat(names("(filter: {allows: \"École\"})")).containsExactly("French");
        assertThat(names("(filter: {allows: \"ÉCOLE\"})")).containsExactly("French");
        assertThat(names("(filter: {allows: \"école\"})")).isEmpty();
    }

    @Test
    void givenManyProfiles_whenListedWithAllThatTheyHave_thenThreeStatementsReadThem() {
        IntStream.range(0, 30).forEach(i -> created("Profile " + i));

        counter.reset();
        var all = client().data("{ qualityProfiles(first: 100) { edges { node { " + FIELDS + " } } } }");

        assertThat(all.findValues("cutoff")).hasSize(30);
        assertThat(counter.statements()).hasSize(3);
    }

    private JsonNode evaluate(String title, Map<String, Object> arguments) {
        var variables = new HashMap<>(arguments);
        variables.put("title", title);
        return client().data("""
                             query($title: String!, $profile: ID, $kind: MediaKind, $size: Float) {
                               evaluateRelease(title: $title, profile: $profile, kind: $kind, sizeBytes: $size) {
                                 quality score accepted meetsCutoff rejections { code message } profile { name }
                                 release { title year group } } }""", variables).get("evaluateRelease");
    }

    private static List<String> reasons(JsonNode evaluation) {
        return evaluation.get("rejections").findValuesAsText("code");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Salt.Road.2020.1080p.BluRay.x264-GRP | 1080p | 102120 | true | ",
            "Salt.Road.2020.1080p.BluRay.PROPER.x264-GRP | 1080p | 102121 | true | ",
            "Salt.Road.2020.1080p.WEBRip.x264-GRP | 1080p | 102100 | true | ",
            "Salt.Road.2020.720p.HDTV.x264-GRP | 720p | 1090 | false | ",
            "Salt.Road.2020.2160p.WEB-DL-GRP | 2160p | 3110 | false | QUALITY_NOT_ALLOWED",
            "Salt.Road.2020.DVDRip-GRP | 480p | 80 | false | QUALITY_NOT_ALLOWED",
            "Salt.Road.2020.WEB-DL-GRP | | 110 | false | QUALITY_UNKNOWN",
            "Salt.Road.2020.1080p.HDCAM.sample | 1080p | 102010 | true | SOURCE_NOT_RELEASED SAMPLE",
            "Salt.Road.S01E02.1080p.TS | 1080p | 102020 | true | SOURCE_NOT_RELEASED WRONG_KIND",
            "Salt Road CAM | | 10 | false | QUALITY_UNKNOWN SOURCE_NOT_RELEASED"})
    void givenARelease_whenEvaluated_thenQualityScoreAndEveryReasonAreTold(String title, String quality, int score,
            boolean meetsCutoff, String reasons) {
        var id = created("HD");

        var evaluation = evaluate(title, Map.of("profile", id, "kind", "MOVIE"));

        assertThat(evaluation.get("quality").asText()).isEqualTo(quality == null ? "null" : quality);
        assertThat(evaluation.get("score").asInt()).isEqualTo(score);
        assertThat(evaluation.get("meetsCutoff").asBoolean()).isEqualTo(meetsCutoff);
        assertThat(reasons(evaluation)).containsExactly(reasons == null ? new String[0] : reasons.split(" "));
        assertThat(evaluation.get("accepted").asBoolean()).isEqualTo(reasons == null);
    }

    @Test
    void givenSizesAndKinds_whenReleasesAreEvaluated_thenTheyCountWhereTheyAreKnown() {
        var id = create("HD", Map.of("minSizeBytes", 100, "maxSizeBytes", 200)).at("/qualityProfile/id").asText();
        var title = "Salt.Road.2020.1080p.WEB-DL";

        assertThat(reasons(evaluate(title, Map.of("profile", id)))).isEmpty();
        assertThat(reasons(evaluate(title, Map.of("profile", id, "size", 100)))).isEmpty();
        assertThat(reasons(evaluate(title, Map.of("profile", id, "size", 99)))).containsExactly("SIZE_TOO_SMALL");
        assertThat(reasons(evaluate(title, Map.of("profile", id, "size", 201, "kind", "SERIES")))).containsExactly(
                "SIZE_TOO_LARGE", "WRONG_KIND");
        assertThat(reasons(evaluate("Salt.Road.S01.1080p.WEB", Map.of("profile", id, "kind", "SERIES")))).isEmpty();
    }

    @Test
    void givenAProfileOfOtherQualities_whenAnAlbumIsEvaluated_thenAWordOfItsNameIsItsQuality() {
        var id = create("Music", Map.of("qualities", List.of(quality("FLAC", true, false), quality("mp3", true, false)),
                "cutoff", "FLAC")).at("/qualityProfile/id").asText();
        mutate("setDefaultQualityProfile", Map.of("kind", "ALBUM", "profileId", id));

        var flac = evaluate("Nora Vale - Winter Songs (2019) [flac]", Map.of("kind", "ALBUM"));

        assertThat(flac.get("accepted").asBoolean()).isTrue();
        assertThat(flac.get("quality").asText()).isEqualTo("FLAC");
        assertThat(flac.get("meetsCutoff").asBoolean()).isTrue();
        assertThat(flac.at("/profile/name").asText()).isEqualTo("Music");
        assertThat(evaluate("Nora Vale - Winter Songs MP3", Map.of("kind", "ALBUM")).get("meetsCutoff").asBoolean())
                .isFalse();
    }

    @Test
    void givenAProfileThatNames576p_whenSuchAReleaseIsEvaluated_thenThatIsItsQuality() {
        var id = create("SD", Map.of("qualities", List.of(quality("576p", true, false), quality("480p", false, false)),
                "cutoff", "576p")).at("/qualityProfile/id").asText();

        assertThat(evaluate("Salt.Road.2020.576p.DVDRip", Map.of("profile", id)).get("quality").asText())
                .isEqualTo("576p");
        assertThat(reasons(evaluate("Salt.Road.2020.540p.DVDRip", Map.of("profile", id)))).containsExactly(
                "QUALITY_NOT_ALLOWED");
    }

    @Test
    void givenWhatCantBeEvaluated_whenAsked_thenTheErrorNamesIt() {
        var id = created("HD");

        assertThat(refusal("title: \"x\"")).contains("'profile'", "'kind'");
        assertThat(refusal("title: \"x\", kind: MOVIE")).contains("MOVIE", "setDefaultQualityProfile");
        assertThat(refusal("title: \"x\", profile: \"qualityprofile_0000000000000\"")).contains("'profile'");
        assertThat(refusal("title: \"x\", profile: \"movie_0000000000000\"")).contains("QualityProfile");
        assertThat(refusal("title: \" \", profile: \"" + id + "\"")).contains("'title'");
        assertThat(refusal("title: \"" + "x".repeat(501) + "\", profile: \"" + id + "\"")).contains("501", "500");
        assertThat(refusal("title: \"x\", profile: \"" + id + "\", sizeBytes: 1.5")).contains("'sizeBytes'", "1.5");
    }

    private String refusal(String arguments) {
        var answer = client().answer("{ evaluateRelease(" + arguments + ") { score } }");
        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
        return answer.at("/errors/0/message").asText();
    }

    @Test
    void givenManyReleases_whenEvaluatedInOneRequest_thenStatementsStayAsFew() {
        var id = created("HD");
        mutate("setDefaultQualityProfile", Map.of("kind", "MOVIE", "profileId", id));
        var document = new StringBuilder("{");
        for (var i = 0; i < 20; i++) {
            document.append(" r").append(i).append(": evaluateRelease(title: \"Salt.Road.2020.1080p.WEB-").append(i)
                    .append("\", kind: MOVIE) { accepted profile { qualities { quality } isDefaultFor } }");
        }

        counter.reset();
        var answer = client().data(document.append(" }").toString());

        assertThat(answer.findValues("accepted")).hasSize(20).allMatch(JsonNode::asBoolean);
        assertThat(counter.statements()).hasSize(4);
    }
}
