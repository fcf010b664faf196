package org.reelgraph.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/** Albums and books from a file of JSON lines to the answers of every door that leads to them. */
class AlbumsAndBooksTest extends ServerTest {

    private static final String MUSICBRAINZ = "0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35";
    private static final String SHARED_FIELDS = """
                                                "title": "T", "sortTitle": "S", "originalTitle": "O", "year": 2001, "summary": "Su", "tagline": "Ta",
                                                "contentRating": "de/6", "studio": "St", "rating": 7.5, "releasedOn": "2001-02-03",
                                                "addedAt": "2020-01-02T03:04:05Z", "genres": ["G2", "G1"], "collections": ["C"], "countries": ["N"],
                                                "labels": ["L"], "images": [{"kind": "POSTER", "source": "mediaos", "path": "https://example.org/a.jpg"}],
                                                "cast": [{"character": "Reader", "person": {"name": "Ada Winter", "externalIds": {"imdb": "nm1"}}}],
                                                "metadata": {"pages": 12},
                                                "creators": [{"job": "First", "person": {"name": "Bo Berg", "externalIds": {"imdb": "nm2"}}},
                                                  {"person": {"name": "Cy Clark"}}]"""
            .replaceAll("\\s*\\n\\s*", " ");
    private static final String ALBUM = "{\"kind\": \"ALBUM\", \"ratingKey\": \"a1\", \"durationSeconds\": 2714,"
            + " \"externalIds\": {\"imdb\": \"tt1\", \"tmdb\": 2, \"tvdb\": \"3\", \"plex\": \"plex://album/4\","
            + " \"musicbrainz\": \"" + MUSICBRAINZ.toUpperCase() + "\"}, " + SHARED_FIELDS + "}";
    private static final String BOOK = "{\"kind\": \"BOOK\", \"ratingKey\": \"b1\","
            + " \"externalIds\": {\"imdb\": \"tt1\", \"tmdb\": 2, \"tvdb\": \"3\", \"plex\": \"plex://book/4\","
            + " \"isbn\": \"0-306-40615-2\"}, " + SHARED_FIELDS + "}";
    private static final String SHARED_ANSWER = """
                                                "title":"T","sortTitle":"S","originalTitle":"O","year":2001,"summary":"Su","tagline":"Ta",
                                                "contentRating":"de/6","studio":"St","rating":7.5,"releasedOn":"2001-02-03",
                                                "addedAt":"2020-01-02T03:04:05Z","genres":["G2","G1"],"collections":["C"],"countries":["N"],
                                                "labels":["L"],"images":[{"kind":"POSTER","source":"mediaos","path":"https://example.org/a.jpg"}],
                                                "cast":[{"character":"Reader","person":{"name":"Ada Winter"}}],"metadata":{"pages":12},
                                                "creators":[{"department":"CREATION","job":"First","person":{"name":"Bo Berg"}},
                                                {"department":"CREATION","job":null,"person":{"name":"Cy Clark"}}],
                                                "crew":[{"person":{"name":"Bo Berg"}},{"person":{"name":"Cy Clark"}}]"""
            .replaceAll("\\s*\\n\\s*", "");
    private static final String SHARED_SELECTION = """
                                                   title sortTitle originalTitle year summary tagline contentRating studio rating releasedOn addedAt genres
                                                   collections countries labels images { kind source path } cast { character person { name } } metadata
                                                   creators { department job person { name } } crew { person { name } }
                                                   externalIds { imdb tmdb tvdb plex musicbrainz isbn }""";

    @BeforeEach
    void empty() throws SQLException {
        for (var table : List.of("media_items", "people", "changes")) {
            Tables.run(folder(), "DELETE FROM " + table);
        }
    }

    private JsonNode run(String... lines) {
        var jobs = new Jobs(client(), folder());
        jobs.file("lines.jsonl", String.join("\n", lines));
        return jobs.run(Map.of("path", "lines.jsonl", "format", "JSON_LINES"));
    }

    private JsonNode strictly(String... lines) {
        var jobs = new Jobs(client(), folder());
        jobs.file("lines.jsonl", String.join("\n", lines));
        return jobs.run(Map.of("path", "lines.jsonl", "format", "JSON_LINES", "strict", true));
    }

    private static String line(String kind, String members) {
        return "{\"kind\": \"" + kind + "\", " + members + "}";
    }

    private JsonNode media(String by, String fields) {
        return anonymous().data("{ media(by: {" + by + "}) { " + fields + " } }").get("media");
    }

    private static List<String> errors(JsonNode job) {
        return Jobs.records(job).stream().flatMap(record -> record.get("userErrors").valueStream())
                .map(error -> error.get("code").asText() + " at "
                        + String.join(".", error.get("path").valueStream().map(JsonNode::asText).toList()) + ": "
                        + error.get("message").asText())
                .toList();
    }

    @Test
    void givenAnAlbumAndABookWithAllFields_whenImported_thenAllIsThere_andAgainNothingChanges() throws SQLException {
        var job = run(ALBUM, BOOK);

        assertThat(Jobs.records(job)).extracting(record -> record.get("mediaKind").asText()).containsExactly("ALBUM",
                "BOOK");
        assertThat(Jobs.outcomes(job)).containsOnly("CREATED");
        assertThat(job.toString()).doesNotContain("UNKNOWN_FIELDS");
        var album = anonymous().data("query($id: ID!) { album(id: $id) { " + SHARED_SELECTION + " durationSeconds } }",
                Map.of("id", Jobs.records(job).getFirst().at("/media/id").asText())).get("album");
        var book = anonymous().data("query($id: ID!) { book(id: $id) { " + SHARED_SELECTION + " } }",
                Map.of("id", Jobs.records(job).getLast().at("/media/id").asText())).get("book");
        assertThat(album.toString()).isEqualTo("{" + SHARED_ANSWER
                + ",\"externalIds\":{\"imdb\":\"tt1\",\"tmdb\":\"2\",\"tvdb\":\"3\",\"plex\":\"plex://album/4\","
                + "\"musicbrainz\":\"" + MUSICBRAINZ + "\",\"isbn\":null},\"durationSeconds\":2714}");
        assertThat(book.toString()).isEqualTo("{" + SHARED_ANSWER
                + ",\"externalIds\":{\"imdb\":\"tt1\",\"tmdb\":\"2\",\"tvdb\":\"3\",\"plex\":\"plex://book/4\","
                + "\"musicbrainz\":null,\"isbn\":\"9780306406157\"}}");
        var rows = Tables.rows(folder());
        assertThat(Jobs.outcomes(run(ALBUM, BOOK))).containsOnly("UNCHANGED");
        assertThat(Tables.rows(folder())).isEqualTo(rows);
    }

    @Test
    void givenIdsInOtherSpellings_whenImported_thenTheyMeanTheSameItem() {
        run(ALBUM, BOOK);

        var job = run(line("ALBUM", "\"title\": \"A2\", \"externalIds\": {\"musicbrainz\": \" " + MUSICBRAINZ + "\"}"),
                line("BOOK", "\"title\": \"B2\", \"ratingKey\": \"b2\", \"externalIds\": {\"isbn\": 9780306406157}"));

        assertThat(Jobs.outcomes(job)).containsOnly("UPDATED");
        assertThat(media("ratingKey: \"a1\"", "title").get("title").asText()).isEqualTo("A2");
        assertThat(media("ratingKey: \"b2\"", "title").get("title").asText()).isEqualTo("B2");
        assertThat(media("ratingKey: \"b1\"", "title").get("title").asText()).isEqualTo("B2");
    }

    @Test
    void givenAnIdThatIsAnothers_whenImported_thenNothingIsOverwritten() {
        run(BOOK);

        var job = run(
                line("BOOK", "\"title\": \"B\", \"ratingKey\": \"b1\", \"externalIds\": {\"isbn\": \"080442957X\"}"),
                line("BOOK", "\"title\": \"B\", \"externalIds\": {\"isbn\": \"978-0-306-40615-7\"}"),
                line("BOOK", "\"title\": \"B\", \"externalIds\": {\"isbn\": \"0306406152\"}"));

        assertThat(Jobs.outcomes(job)).containsExactly("FAILED", "UPDATED", "FAILED");
        assertThat(errors(job)).satisfiesExactly(
                error -> assertThat(error).startsWith("IDENTITY_CONFLICT at ratingKey"),
                error -> assertThat(error).startsWith("DUPLICATE"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "BOOK  | \"externalIds\": {\"isbn\": \"978-3-16-148410-1\"} | INVALID at externalIds.isbn: This is no ISBN: its check digit would be 0, not 1.",
            "BOOK  | \"externalIds\": {\"isbn\": \"12345\"} | INVALID at externalIds.isbn: An ISBN has 10 or 13 digits, the last of 10 may be X.",
            "BOOK  | \"externalIds\": {\"isbn\": \"4006381333931\"} | INVALID at externalIds.isbn: An ISBN with 13 digits begins with 978 or 979.",
            "BOOK  | \"externalIds\": {\"isbn\": true} | INVALID at externalIds.isbn: The isbn must be a string.",
            "ALBUM | \"externalIds\": {\"musicbrainz\": \"1-1-1-1-1\"} | INVALID at externalIds.musicbrainz: A MusicBrainz id is a UUID, such as 0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35.",
            "ALBUM | \"crew\": [{\"job\": \"Artist\"}] | INVALID at crew: An album has creators, not a crew.",
            "BOOK  | \"crew\": null | INVALID at crew: A book has creators, not a crew.",
            "ALBUM | \"seasons\": [] | INVALID at seasons: An album has no seasons.",
            "BOOK  | \"seasons\": [{\"number\": 1}] | INVALID at seasons: A book has no seasons.",
            "BOOK  | \"creators\": [{\"job\": \"Author\"}] | REQUIRED at creators.0.person: The person is required.",
            "BOOK  | \"creators\": {} | INVALID at creators: 'creators' must be a list.",
            "ALBUM | \"durationSeconds\": -1 | OUT_OF_RANGE at durationSeconds: The durationSeconds must be a whole number from 0 to 2147483647, not -1."})
    void givenAMistake_whenImported_thenTheRecordSaysWhatIsWrongAndIsLeftOut(String kind, String member,
            String error) {
        var job = strictly(line(kind, "\"title\": \"Wrong\", \"ratingKey\": \"w\", " + member), line(kind,
                "\"title\": \"Right\""));

        assertThat(Jobs.outcomes(job)).containsExactly("FAILED", "CREATED");
        assertThat(errors(job)).containsExactly(error);
        assertThat(Jobs.records(job).getFirst().get("mediaKind").asText()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "BOOK   | \"durationSeconds\": 60 | durationSeconds | {\"durationSeconds\":60}",
            "BOOK   | \"pages\": 60 | pages | {\"pages\":60}",
            "BOOK   | \"externalIds\": {\"musicbrainz\": \"x\"} | externalIds.musicbrainz | {\"externalIds\":{\"musicbrainz\":\"x\"}}",
            "ALBUM  | \"externalIds\": {\"isbn\": \"x\"} | externalIds.isbn | {\"externalIds\":{\"isbn\":\"x\"}}",
            "MOVIE  | \"externalIds\": {\"isbn\": \"x\"} | externalIds.isbn | {\"externalIds\":{\"isbn\":\"x\"}}",
            "SERIES | \"creators\": [] | creators | {\"creators\":[]}",
            "ALBUM  | \"creators\": [{\"person\": {\"name\": \"P\"}, \"department\": \"SOUND\"}] | creators.department | {\"creators\":[{\"department\":\"SOUND\"}]}"})
    void givenAMemberThatIsNoFieldOfTheKind_whenImported_thenItIsKeptAsMetadataWithANotice(String kind, String member,
            String name, String metadata) {
        var job = run(line(kind, "\"title\": \"M\", \"ratingKey\": \"m\", " + member));

        assertThat(Jobs.records(job).getFirst().get("notices").toString()).contains("UNKNOWN_FIELDS",
                "no such fields: " + name + ".");
        assertThat(media("ratingKey: \"m\"", "metadata").get("metadata").toString()).isEqualTo(metadata);
    }

    @Test
    void givenCreators_whenImportedAnew_thenAGivenListReplacesAndAnEmptyOneClears() {
        run(BOOK);
        var before = media("ratingKey: \"b1\"", "... on Book { creators { person { id } } }").findValuesAsText("id");

        assertThat(Jobs.outcomes(run(line("BOOK", "\"ratingKey\": \"b1\"")))).containsExactly("UNCHANGED");
        var replaced = run(line("BOOK", "\"ratingKey\": \"b1\", \"creators\": [{\"job\": \"Author\", \"person\":"
                + " {\"name\": \"Bo Berg\"}}]"));

        assertThat(Jobs.records(replaced).getFirst().get("changes").toString()).isEqualTo("[{\"path\":[\"creators\"],"
                + "\"before\":[\"Bo Berg as First\",\"Cy Clark\"],\"after\":[\"Bo Berg as Author\"]}]");
        assertThat(media("ratingKey: \"b1\"", "... on Book { creators { person { id } } }").findValuesAsText("id"))
                .containsExactly(before.getFirst());
        assertThat(Jobs.outcomes(run(line("BOOK", "\"ratingKey\": \"b1\", \"creators\": []")))).containsExactly(
                "UPDATED");
        assertThat(media("ratingKey: \"b1\"", "crew { job } ... on Book { creators { job } }").toString())
                .isEqualTo("{\"crew\":[],\"creators\":[]}");
    }

    @Test
    void givenIdsThatAreCleared_whenImported_thenTheyAreGone() {
        run(ALBUM, BOOK);

        run(line("ALBUM", "\"ratingKey\": \"a1\", \"externalIds\": {\"musicbrainz\": null}"),
                line("BOOK", "\"ratingKey\": \"b1\", \"externalIds\": null"));

        assertThat(media("ratingKey: \"a1\"", "externalIds { imdb musicbrainz }").toString())
                .isEqualTo("{\"externalIds\":{\"imdb\":\"tt1\",\"musicbrainz\":null}}");
        assertThat(media("ratingKey: \"b1\"", "externalIds { imdb isbn }").toString())
                .isEqualTo("{\"externalIds\":{\"imdb\":null,\"isbn\":null}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"isbn: \"0-306-40615-2\"", "isbn: \"0306406152\"", "isbn: \"978-0-306-40615-7\"",
            "isbn: \"9780306406157\"", "musicbrainz: \"0F6A3C1E-5B7D-4E21-9A48-2C6D8E0B1F35\"",
            "musicbrainz: \"0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35\""})
    void givenAnIdInAnySpelling_whenMediaIsAskedByIt_thenItIsFound(String by) {
        run(ALBUM, BOOK);

        assertThat(media(by, "__typename").get("__typename").asText()).isEqualTo(
                by.startsWith("isbn") ? "Book" : "Album");
    }

    @Test
    void givenAnIdThatIsNoneOrUnknown_whenMediaIsAskedByIt_thenItIsAMistakeOrNull() {
        assertThat(media("isbn: \"080442957X\"", "id").isNull()).isTrue();
        assertThat(media("musicbrainz: \"" + MUSICBRAINZ + "\"", "id").isNull()).isTrue();
        for (var by : List.of("isbn: \"0804429571\"", "isbn: \"\"", "musicbrainz: \"x\"")) {
            var answer = anonymous().answer("{ media(by: {" + by + "}) { id } }");
            assertThat(answer.at("/errors/0/extensions/code").asText()).as(by).isEqualTo("BAD_USER_INPUT");
        }
    }

    @Test
    void givenAKeyThatSeveralKindsShare_whenMediaIsAskedByIt_thenTheKindHasToBeSaid() {
        run(ALBUM, BOOK);

        assertThat(anonymous().answer("{ media(by: {imdb: \"tt1\"}) { id } }").at("/errors/0/message").asText())
                .isEqualTo("Items of several kinds share this imdb: use the argument 'kind' to say which is meant.");
        assertThat(anonymous().data("{ media(by: {imdb: \"tt1\"} kind: BOOK) { __typename } }")
                .at("/media/__typename").asText()).isEqualTo("Book");
    }

    // Added on the 1st, 2nd, 3rd … of a month, and released on as many different years' 3 February.
    private void importAllKinds() {
        var lines = new ArrayList<String>();
        for (var kind : List.of("SERIES", "MOVIE", "ALBUM", "BOOK", "MOVIE", "ALBUM", "BOOK")) {
            var number = lines.size() + 1;
            lines.add(line(kind, ("\"title\": \"%1$s %2$d\", \"rating\": %2$d, \"addedAt\":"
                    + " \"2020-01-0%2$dT00:00:00Z\", \"releasedOn\": \"200%2$d-02-03\"").formatted(kind, number)));
        }
        assertThat(Jobs.outcomes(run(lines.toArray(String[]::new)))).containsOnly("CREATED");
    }

    private List<String> titles(String field) {
        return anonymous().data("{ " + field + " }").findValuesAsText("title");
    }

    @Test
    void givenItemsOfAllKinds_whenListed_thenEachListHasItsOwnInOrder() {
        importAllKinds();

        assertThat(titles("allAlbums(orderBy: [{field: RATING direction: DESC}]) { edges { node { title } } }"))
                .containsExactly("ALBUM 6", "ALBUM 3");
        assertThat(titles("allBooks(last: 1) { edges { node { title } } }")).containsExactly("BOOK 7");
        assertThat(titles("allMedia { edges { node { title } } }")).containsExactly("ALBUM 3", "ALBUM 6", "BOOK 4",
                "BOOK 7", "MOVIE 2", "MOVIE 5", "SERIES 1");
        assertThat(titles("recentlyAdded(kinds: [BOOK, SERIES]) { title }")).containsExactly("BOOK 7", "BOOK 4",
                "SERIES 1");
        assertThat(titles("recentlyAdded(kinds: [ALBUM, BOOK, ALBUM] first: 3) { title }")).containsExactly("BOOK 7",
                "ALBUM 6", "BOOK 4");
        assertThat(titles("recentlyAdded(first: 2) { title }")).containsExactly("BOOK 7", "ALBUM 6");
        assertThat(titles("onThisDay(day: \"2020-02-03\" first: 2) { title }")).containsExactly("BOOK 7", "ALBUM 6");
        assertThat(anonymous().data("{ allAlbums { totalCount } allBooks { totalCount } libraryStats { seriesCount"
                + " movieCount albumCount bookCount } }").toString())
                .isEqualTo("{\"allAlbums\":{\"totalCount\":2},\"allBooks\":{\"totalCount\":2},\"libraryStats\":"
                        + "{\"seriesCount\":1,\"movieCount\":2,\"albumCount\":2,\"bookCount\":2}}");
    }

    @Test
    void givenAnAlbumAndABook_whenOneIsDeleted_thenACopyAndTheAuditTrailAreTold() throws SQLException {
        var ids = Jobs.records(run(ALBUM, BOOK)).stream().map(record -> record.at("/media/id").asText()).toList();
        var changes = "{ edges { node { action kind mediaId media { __typename title } } } pageInfo { endCursor } }";
        var first = anonymous().data("{ changesSince " + changes + " }").get("changesSince");
        assertThat(first.get("edges").toString()).contains("{\"action\":\"CREATED\",\"kind\":\"BOOK\",\"mediaId\":\""
                + ids.getLast() + "\",\"media\":{\"__typename\":\"Book\",\"title\":\"T\"}}");

        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }", Map.of("id", ids
                .getFirst()));

        assertThat(anonymous().data("{ changesSince(after: " + first.at("/pageInfo/endCursor") + ") " + changes + " }")
                .at("/changesSince/edges").toString()).isEqualTo("[{\"node\":{\"action\":\"DELETED\",\"kind\":"
                        + "\"ALBUM\",\"mediaId\":\"" + ids.getFirst() + "\",\"media\":null}}]");
        assertThat(anonymous().data("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", ids)).get("nodes"))
                .extracting(node -> node.path("id").asText(null)).containsExactly(null, ids.getLast());
        assertThat(Tables.query(folder(), "SELECT action, target, label FROM audit_log WHERE action = 'deleteMedia'"))
                .containsExactly("|deleteMedia|" + ids.getFirst() + "|T");
    }

    @Test
    void givenAnAlbumsIdWithAnotherKindsPrefix_whenAsked_thenNullOrAMistake() {
        var id = Jobs.records(run(ALBUM)).getFirst().at("/media/id").asText();
        var asBook = id.replace("album_", "book_");

        assertThat(anonymous().data("query($id: ID!) { book(id: $id) { id } node(id: $id) { id } }",
                Map.of("id", asBook)).toString()).isEqualTo("{\"book\":null,\"node\":null}");
        assertThat(anonymous().answer("query($id: ID!) { book(id: $id) { id } }", Map.of("id", id))
                .at("/errors/0/message").asText()).endsWith("isn't an id of the type Book.");
        assertThat(anonymous().answer("{ media(by: {id: \"person_0000000000000\"}) { id } }").at("/errors/0/message")
                .asText()).endsWith("is not the id of a series, movie, album or book.");
    }

    @Test
    void givenTheAuthorOfABookWhoPlaysInAMovie_whenTheirFilmographyIsAsked_thenItHasBoth() {
        run(BOOK, line("MOVIE", "\"title\": \"Film\", \"year\": 1999, \"cast\": [{\"character\": \"Himself\","
                + " \"person\": {\"name\": \"Bo Berg\", \"externalIds\": {\"imdb\": \"nm2\"}}}]"));

        var works = media("isbn: \"9780306406157\"", "... on Book { creators { person { filmography {"
                + " edges { jobs characters node { title } } } } } }").at("/creators/0/person/filmography/edges");

        assertThat(works.toString()).isEqualTo("[{\"jobs\":[\"First\"],\"characters\":[],\"node\":{\"title\":\"T\"}},"
                + "{\"jobs\":[],\"characters\":[\"Himself\"],\"node\":{\"title\":\"Film\"}}]");
    }

    @Test
    void givenAlbumsAndBooksInARequest_whenImportedTwice_thenTheyAreInWithTheirIdsAndCreators() {
        var document = """
                       mutation($albums: ImportAlbumsInput!, $books: ImportBooksInput!) {
                         importAlbums(input: $albums) { created unchanged albums { title externalIds { musicbrainz } creators { job person { name } } }
                           userErrors { code path } }
                         importBooks(input: $books) { created unchanged books { title externalIds { isbn } creators { person { name } } }
                           userErrors { code path } } }""";
        var variables = Map.<String, Object>of("albums",
                object("source", "typed", "albums", List.of(object("title", "Night Ferry",
                        "externalIds", object("musicbrainz", "7D2B90C4-13AE-4C5F-8F60-B1E95A47D299"), "creators",
                        List.of(object("job", "Artist", "person", object("name", "Trio Ebbe"))), "durationSeconds",
                        2400))),
                "books", object("source", "typed", "books", List.of(object("title", "Ledger", "externalIds",
                        object("isbn", "979-9-9999-9001-0"), "creators",
                        List.of(object("person", object("name", "Henrike Moll")))))));

        assertThat(client().data(document, variables).toString()).isEqualTo(
                """
                {"importAlbums":{"created":1,"unchanged":0,"albums":[{"title":"Night Ferry","externalIds":{"musicbrainz":"7d2b90c4-13ae-4c5f-8f60-b1e95a47d299"},\
                "creators":[{"job":"Artist","person":{"name":"Trio Ebbe"}}]}],"userErrors":[]},\
                "importBooks":{"created":1,"unchanged":0,"books":[{"title":"Ledger","externalIds":{"isbn":"9799999990010"},\
                "creators":[{"person":{"name":"Henrike Moll"}}]}],"userErrors":[]}}""");
        assertThat(client().data(document, variables).findValuesAsText("unchanged")).containsExactly("1", "1");
    }

    @Test
    void givenAnIdOfASchemeThatTheKindHasNot_whenImportedByRequest_thenTheErrorNamesIt() {
        var payload = new Imports(client()).movies(
                object("title", "T", "externalIds", object("isbn", "979-9-9999-9001-0")),
                object("title", "U", "cast",
                        List.of(object("person", object("name", "P", "externalIds", object("musicbrainz", "x"))))));

        assertThat(Imports.errors(payload)).containsExactly("INVALID at input.movies.0.externalIds.isbn",
                "INVALID at input.movies.1.cast.0.person.externalIds.musicbrainz");
    }
}
