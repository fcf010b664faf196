package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.wanted.WantedCheck;
import org.reelgraph.wanted.WantedDetails;
import org.reelgraph.wanted.WantedSearch;
import org.reelgraph.wanted.WantedStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** What entries of wanted.json mean. */
class WantedEntriesTest {

    private static final EntryKey KEY = new EntryKey("items", "1");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final WantedFile file = new WantedFile(null, new WantedCheck(SortKeys.in("und").orElseThrow()));

    private static ObjectNode entry(String json) {
        return (ObjectNode) GraphQlClient.json(json);
    }

    private Optional<WantedDetails> read(ObjectNode entry, List<UserError> errors) {
        return file.read(KEY, entry, errors::add);
    }

    @Provide
    Arbitrary<WantedDetails> details() {
        var texts = Arbitraries.strings().ofMinLength(1).ofMaxLength(50)
                .map(text -> Normalizer.normalize(text, Normalizer.Form.NFC).strip())
                .filter(text -> !text.matches("(?s).*[\\p{Cc}\\p{Cs}].*") && text.matches("(?s).*[^\\p{C}\\p{Z}].*"));
        var instants = Arbitraries.longs().between(Instant.parse("0000-01-01T00:00:00Z").toEpochMilli(),
                LAST.toEpochMilli()).map(Instant::ofEpochMilli);
        var counts = Arbitraries.integers().greaterOrEqual(0).injectNull(0.3);
        var searches = Combinators.combine(instants, counts, counts).as(WantedSearch::new).injectNull(0.3);
        return Combinators.combine(Arbitraries.of(MediaKind.class), texts,
                Arbitraries.integers().between(1, 9999).injectNull(0.3), ids(), Arbitraries.of(WantedStatus.class),
                texts.injectNull(0.5), searches, instants.injectNull(0.2)).as(
                        (kind, title, year, ids, status, query,
                                search, added) -> new WantedDetails(kind, title, year,
                                        ExternalIds.of(Map.copyOf(ids)), status, query, search, added));
    }

    private static Arbitrary<Map<ExternalIdScheme, String>> ids() {
        var numbers = Arbitraries.longs().between(1, Long.MAX_VALUE).map(String::valueOf);
        return Combinators.combine(Arbitraries.subsetOf(ExternalIdScheme.IMDB, ExternalIdScheme.TMDB,
                ExternalIdScheme.TVDB, ExternalIdScheme.PLEX), numbers)
                .as((schemes, number) -> schemes.stream().collect(java.util.stream.Collectors.toMap(scheme -> scheme,
                        scheme -> switch (scheme) {
                            case IMDB -> "tt" + number;
                            case PLEX -> "plex://movie/" + number;
                            default -> number;
                        })));
    }

    @Property
    void givenDetails_whenWrittenAndRead_thenTheyAreTheSame(@ForAll("details") WantedDetails details) {
        var errors = new ArrayList<UserError>();

        var written = file.write(details);

        assertThat(read(entry(written.toString()), errors)).as("%s", written).contains(details);
        assertThat(errors).isEmpty();
        assertThat(file.members()).containsAll(written.propertyStream().map(Map.Entry::getKey).toList());
    }

    @Provide
    Arbitrary<JsonNode> values() {
        var nodes = JsonNodeFactory.instance;
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(5).map(nodes::textNode),
                Arbitraries.of("movie", "series", "book", "music", "wanted", "FAILED", "failed", "5", "tt5", "0",
                        "2025-11-28T08:00:00.000Z", "2025-02-30T08:00:00.000Z", " T ", "9780156027601")
                        .map(nodes::textNode),
                Arbitraries.doubles().map(nodes::numberNode), Arbitraries.integers().map(nodes::numberNode),
                Arbitraries.of(nodes.nullNode(), nodes.arrayNode(), nodes.booleanNode(true), nodes.objectNode(),
                        nodes.objectNode().put("at", "2025-11-28T08:00:00.000Z").put("found", 1),
                        nodes.objectNode().put("at", "2025-11-28T08:00:00.000Z").put("grabbed", -1),
                        nodes.objectNode().put("at", 5).put("found", "x")));
    }

    @Provide
    Arbitrary<ObjectNode> entries() {
        return Arbitraries.maps(Arbitraries.of(file.members()), values()).map(members -> {
            var entry = entry("{\"kind\": \"movie\", \"title\": \"T\"}");
            members.forEach(entry::set);
            return entry;
        });
    }

    @Property
    void givenAnyEntry_whenRead_thenItIsRefusedForAReasonOrKeepsItsMeaning(@ForAll("entries") ObjectNode entry) {
        var errors = new ArrayList<UserError>();

        var details = read(entry, errors);

        assertThat(details.isEmpty()).as("%s", errors).isEqualTo(!errors.isEmpty());
        assertThat(errors).allMatch(error -> file.members().contains(error.path().getFirst()));
        details.ifPresent(all -> assertThat(read(file.write(all), errors)).contains(all));
    }

    @Example
    void givenMediaOsOwnEntries_whenReadAndWritten_thenTheyAreWhatTheyWere() throws IOException {
        for (var json : List.of("""
                                {"title": "2 Guns", "kind": "movie", "addedAt": "2025-11-28T08:00:00.000Z",
                                 "lastScan": {"at": "2025-11-28T09:00:00.000Z", "found": 2, "grabbed": 1}}""",
                "{\"title\": \"1883\", \"kind\": \"series\", \"addedAt\": \"2025-11-28T08:05:00.000Z\"}",
                """
                {"title": "Planned", "kind": "music", "addedAt": "2025-11-28T08:05:00.000Z", "year": 1971,
                 "status": "failed", "searchQuery": "q", "lastSearchAt": "2025-11-28T08:05:00.000Z",
                 "imdbId": "tt5", "tmdbId": 5, "tvdbId": 6, "musicbrainzId": "0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35"}""")) {
            var errors = new ArrayList<UserError>();

            assertThat(file.write(read(entry(json), errors).orElseThrow())).isEqualTo(entry(json));
            assertThat(errors).isEmpty();
        }
    }

    @Example
    void givenEntriesWithMistakes_whenRead_thenEachIsNamed() {
        assertThat(mistakes("{}")).containsExactlyInAnyOrder("REQUIRED title", "REQUIRED kind");
        assertThat(mistakes("{\"title\": \" \", \"kind\": \"film\"}")).containsExactlyInAnyOrder("REQUIRED title",
                "INVALID kind");
        assertThat(mistakes("{\"title\": 5, \"kind\": \"book\", \"year\": 10000, \"status\": \"lost\"}"))
                .containsExactlyInAnyOrder("INVALID title", "INVALID status");
        assertThat(mistakes("""
                            {"title": "T", "kind": "book", "year": 10000, "addedAt": "2025-02-30T00:00:00.000Z",
                             "isbn": "9780156027602", "lastScan": {"found": -1}}""")).containsExactlyInAnyOrder(
                "OUT_OF_RANGE year", "INVALID addedAt", "INVALID isbn", "REQUIRED lastScan.at");
        assertThat(mistakes("""
                            {"title": "T", "kind": "movie", "isbn": "9780156027601",
                             "lastScan": {"at": "2025-11-28T09:00:00.000Z", "found": -1},
                             "lastSearchAt": "2025-11-28T09:00:00.001Z"}""")).containsExactlyInAnyOrder("INVALID isbn",
                "OUT_OF_RANGE lastScan.found", "INVALID lastSearchAt");
    }

    private List<String> mistakes(String json) {
        var errors = new ArrayList<UserError>();
        assertThat(read(entry(json), errors)).isEmpty();
        return errors.stream().map(error -> error.code() + " " + String.join(".", error.path())).toList();
    }
}
