package org.reelgraph.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Imports.errors;
import static org.reelgraph.testing.Imports.outcomes;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.with;

class ImportIdentityTest extends ServerTest {

    private static Map<String, Object> series(String title, String ratingKey, String imdb) {
        return object("title", title, "ratingKey", ratingKey, "externalIds", object("imdb", imdb));
    }

    private Imports imports() {
        return new Imports(client());
    }

    private static String id(JsonNode payload, int index) {
        return payload.at("/series/" + index + "/id").asText();
    }

    private JsonNode byImdb(String imdb) {
        return client().data("query($key: String!) { media(by: {imdb: $key}) { id title ratingKey } }",
                Map.of("key", imdb)).get("media");
    }

    @Test
    void givenRebuiltLibrary_whenRatingKeysAreExchanged_thenEachItemKeepsItsIdAndGetsItsNewKey() {
        var before = imports().series(series("Swap A", "swap1", "tt-swap-a"), series("Swap B", "swap2", "tt-swap-b"));

        var after = imports().series(series("Swap A", "swap2", "tt-swap-a"), series("Swap B", "swap1", "tt-swap-b"));

        assertThat(outcomes(after)).containsExactly("UPDATED", "UPDATED");
        assertThat(id(after, 0)).isEqualTo(id(before, 0));
        assertThat(id(after, 1)).isEqualTo(id(before, 1));
        assertThat(after.get("series").findValuesAsText("ratingKey")).containsExactly("swap2", "swap1");
    }

    @Test
    void givenRatingKeyOfAnotherItem_whenExternalIdsAreUnknown_thenIdentityConflictAndNothingIsOverwritten() {
        imports().series(series("Owner", "conflict1", "tt-owner"));

        var payload = imports().series(series("Intruder", "conflict1", "tt-intruder"));

        assertThat(errors(payload)).containsExactly("IDENTITY_CONFLICT at input.series.0.ratingKey");
        assertThat(byImdb("tt-owner").get("title").asText()).isEqualTo("Owner");
        assertThat(byImdb("tt-intruder").isNull()).isTrue();
    }

    @Test
    void givenRatingKeyOfAnotherItem_whenExternalIdsFindTheirItem_thenThatItemTakesTheKeyOver() {
        var before = imports().series(series("Loser", "take1", "tt-loser"), series("Taker", "take2", "tt-taker"));

        var after = imports().series(series("Taker", "take1", "tt-taker"));

        assertThat(id(after, 0)).isEqualTo(id(before, 1));
        assertThat(byImdb("tt-taker").get("ratingKey").asText()).isEqualTo("take1");
        assertThat(byImdb("tt-loser").get("ratingKey").isNull()).isTrue();
        assertThat(byImdb("tt-loser").get("title").asText()).isEqualTo("Loser");
    }

    @Test
    void givenExternalIdsOfTwoItems_whenImported_thenIdentityConflict() {
        imports().series(with(series("Two A", "two1", "tt-two"), "externalIds", object("imdb", "tt-two")),
                object("title", "Two B", "externalIds", object("tmdb", "two")));

        var payload = imports().series(object("title", "Both", "externalIds", object("imdb", "tt-two", "tmdb", "two")));

        assertThat(errors(payload)).containsExactly("IDENTITY_CONFLICT at input.series.0.externalIds");
        assertThat(payload.at("/userErrors/0/message").asText()).contains("'Two A'").contains("'Two B'");
    }

    @Test
    void givenRecordWithoutExternalIds_whenTheRatingKeyIsKnown_thenTheKeyDecides() {
        var before = imports().series(series("By key", "key1", "tt-key"));

        var after = imports().series(object("ratingKey", "key1", "tagline", "new"));

        assertThat(outcomes(after)).containsExactly("UPDATED");
        assertThat(id(after, 0)).isEqualTo(id(before, 0));
        assertThat(byImdb("tt-key").get("title").asText()).isEqualTo("By key");
    }

    @Test
    void givenFurtherIds_whenOneIdIsKnown_thenTheOthersAreAdded() {
        imports().series(series("More ids", "more1", "tt-more"));

        imports().series(object("ratingKey", "more1", "externalIds", object("tvdb", "more-tvdb")));

        var ids = client().data("{ media(by: {tvdb: \"more-tvdb\"}) { externalIds { imdb tvdb tmdb plex } } }");
        assertThat(ids.at("/media/externalIds/imdb").asText()).isEqualTo("tt-more");
        assertThat(ids.at("/media/externalIds/tmdb").isNull()).isTrue();
    }

    @Test
    void givenTheSameKeysInAnotherSource_whenImported_thenItIsAnotherItem() {
        var plex = imports().series(series("Sourced", "source1", "tt-source"));
        var other = imports().seriesWith(Map.of("source", "jellyfin"), series("Sourced", "source1", "tt-source"));

        assertThat(outcomes(other)).containsExactly("CREATED");
        assertThat(id(other, 0)).isNotEqualTo(id(plex, 0));
    }

    @Test
    void givenSeriesAndMovieOfOneTmdbId_whenLookedUp_thenTheKindHasToBeSaid() {
        imports().series(object("title", "Shared series", "externalIds", object("tmdb", "4711")));
        imports().movies(object("title", "Shared movie", "externalIds", object("tmdb", "4711")));

        var answer = client().answer("{ media(by: {tmdb: \"4711\"}) { title } }");
        var movie = client().data("{ media(by: {tmdb: \"4711\"}, kind: MOVIE) { __typename title } }").get("media");

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
        assertThat(movie.get("__typename").asText()).isEqualTo("Movie");
        assertThat(movie.get("title").asText()).isEqualTo("Shared movie");
    }

    @Test
    void givenOneItemTwiceInOneInput_whenImported_thenTheSecondIsADuplicate() {
        var payload = imports().series(series("Twice", "twice1", "tt-twice"), series("Again", "twice2", "tt-twice"),
                series("Third", "twice1", "tt-third"));

        assertThat(outcomes(payload)).containsExactly("CREATED", "FAILED", "FAILED");
        assertThat(errors(payload)).containsExactly("DUPLICATE at input.series.1",
                "IDENTITY_CONFLICT at input.series.2.ratingKey");
    }

    @Test
    void givenTwoKnownItems_whenBothClaimOneRatingKey_thenTheSecondIsADuplicate() {
        imports().series(series("Claim A", "claim1", "tt-claim-a"), series("Claim B", "claim2", "tt-claim-b"));

        var payload = imports().series(series("Claim A", "claim3", "tt-claim-a"),
                series("Claim B", "claim3", "tt-claim-b"));

        assertThat(outcomes(payload)).containsExactly("UPDATED", "FAILED");
        assertThat(errors(payload)).containsExactly("DUPLICATE at input.series.1.ratingKey");
    }

    @Test
    void givenNeitherKeyNorId_whenImportedAgain_thenTitleAndYearRecogniseIt() {
        var original = object("title", "Only a title", "year", 1999);
        var remake = object("title", "Only a title", "year", 2005);
        var undated = object("title", "Only a title");

        assertThat(outcomes(imports().series(original, remake, undated))).containsOnly("CREATED");
        assertThat(outcomes(imports().series(undated, remake, original))).containsOnly("UNCHANGED");
        assertThat(outcomes(imports().series(with(remake, "summary", "The later one")))).containsExactly("UPDATED");
    }

    @Test
    void givenARebuiltLibrary_whenAnOldKeyIsReusedInTheSameInput_thenTheOrderOfRecordsMakesNoDifference() {
        imports().series(series("Moved", "reuse1", "tt-moved"), series("Moved too", "reuse3", "tt-moved-too"));

        var first = imports().series(object("title", "New there", "ratingKey", "reuse1"),
                series("Moved", "reuse2", "tt-moved"));
        var second = imports().series(series("New too", "reuse3", "tt-new-too"),
                series("Moved too", "reuse4", "tt-moved-too"));

        assertThat(outcomes(first)).containsExactly("CREATED", "UPDATED");
        assertThat(outcomes(second)).containsExactly("CREATED", "UPDATED");
        assertThat(byImdb("tt-moved").get("title").asText()).isEqualTo("Moved");
    }

    @Test
    void givenSkip_whenOneItemStandsTwiceInTheInput_thenTheSecondIsADuplicateAllTheSame() {
        imports().series(series("Skipped", "skip1", "tt-skip"));

        var payload = imports().seriesWith(Map.of("onConflict", "SKIP"), series("Skipped", "skip1", "tt-skip"),
                series("Skipped", "skip1", "tt-skip"));

        assertThat(outcomes(payload)).containsExactly("SKIPPED", "FAILED");
    }

    @Test
    void givenNeitherKeyNorIdTwiceInOneInput_whenImported_thenTheSecondIsADuplicate() {
        var payload = imports().series(object("title", "Twin title"), object("title", "Twin title"));

        assertThat(outcomes(payload)).containsExactly("CREATED", "FAILED");
        assertThat(errors(payload)).containsExactly("DUPLICATE at input.series.1");
    }

    @Test
    void givenNewIdsBesideAKnownOne_whenImported_thenTheKnownOneDecidesAndTheOthersAreCorrected() {
        var before = imports()
                .series(object("title", "Corrected", "externalIds", object("imdb", "tt-c", "tmdb", "c1")));

        var after = imports().series(object("externalIds", object("imdb", "tt-c", "tmdb", "c2")));

        assertThat(outcomes(after)).containsExactly("UPDATED");
        assertThat(id(after, 0)).isEqualTo(id(before, 0));
        assertThat(client().data("{ media(by: {tmdb: \"c1\"}) { id } }").get("media").isNull()).isTrue();
    }
}
