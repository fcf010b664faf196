package org.reelgraph.graphql.limits;

import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/** Long values in many rows: what a query reads is bounded, and what all read together. */
@Timeout(60)
class ReadLimitTest extends ServerTest {

    private static final int ITEMS = 20;
    private static final int LONG = 20_000;
    private static final int MEMORY = 1_000_000;
    private static final String SUMMARIES = "{ allMovies(first: %d) { edges { node { title summary } } } }";
    private static final String IMPORT = """
                                         mutation($movies: [MovieInput!]!) { importMovies(input: {movies: $movies}) {
                                           created movies { title summary } } }""";

    @Inject
    MemoryBudget memory;
    @Inject
    StatementCounter counter;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.limits.read", "500000", "reelgraph.limits.memory", String.valueOf(MEMORY),
                "reelgraph.limits.memory-wait", "50ms");
    }

    @BeforeAll
    void importLongValues() {
        for (var i = 0; i < ITEMS; i++) {
            var created = client().data("""
                                        mutation($movie: MovieInput!, $book: BookInput!, $album: AlbumInput!) {
                                          importMovies(input: {movies: [$movie]}) { created }
                                          importBooks(input: {books: [$book]}) { created }
                                          importAlbums(input: {albums: [$album]}) { created } }""",
                    Map.of("movie", object("title", "Movie " + i, "summary", "s".repeat(LONG)),
                            "book", object("title", "Book " + i, "metadata", Map.of("notes", "n".repeat(LONG))),
                            "album", object("title", "Album " + i,
                                    "images", List.of(Map.of("kind", "POSTER", "path", "/" + "p".repeat(LONG - 1))))));
            assertThat(created.findValuesAsText("created")).containsOnly("1");
        }
    }

    // The client may have an answer before the server knows that it was sent.
    private void awaitMemoryGivenBack() {
        while (memory.taken() != 0) {
            Pause.briefly();
        }
    }

    private HttpResponse<String> post(String query) {
        return anonymous().post(GraphQlClient.write(Map.of("query", query)), "accept",
                "application/graphql-response+json", "content-type", "application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ allMovies(first: 20) { edges { node { title summary } } } }",
            "{ allBooks(first: 20) { edges { node { title metadata } } } }",
            "{ changesSince(first: 60) { edges { node { media { ... on Movie { summary } } } } } }"})
    void givenMoreThanAQueryMayRead_whenItIsAsked_thenItIsRefusedAsAWholeAndTheMemoryGivenBack(String query) {
        var refused = post(query);

        assertThat(refused.statusCode()).isEqualTo(400);
        var answer = GraphQlClient.json(refused.body());
        assertThat(answer.at("/errors")).hasSize(1);
        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.at("/errors/0/message").asText()).contains("500,000 bytes of memory (limit read)");
        assertThat(answer.has("data")).isFalse();
        awaitMemoryGivenBack();
    }

    @Test
    void givenAMappedRepository_whenItReadsMoreThanAQueryMay_thenThatIsCountedToo() {
        var images = "{ allAlbums(first: %d) { edges { node { images { path } } } } }";

        assertThat(post(images.formatted(5)).statusCode()).isEqualTo(200);
        assertThat(post(images.formatted(20)).body()).contains("(limit read)");
    }

    @Test
    void givenLongMetadata_whenTheyAreNotAskedFor_thenTheyAreNotRead() {
        counter.reset();

        var books = anonymous()
                .data("{ allBooks(first: 20) { edges { node { title sortTitle summary createdAt } } } }");

        assertThat(books.at("/allBooks/edges")).hasSize(ITEMS);
        assertThat(counter.statements()).isNotEmpty().noneMatch(sql -> sql.contains("metadata"));
    }

    @Test
    void givenMetadataOfManyItems_whenTheyAreAskedFor_thenOneStatementReadsThem() {
        counter.reset();

        var books = anonymous().data("{ allBooks(first: 5) { edges { node { title metadata } } } }");

        assertThat(books.at("/allBooks/edges/4/node/metadata/notes").asText()).hasSize(LONG);
        assertThat(counter.statements()).filteredOn(sql -> sql.contains("metadata")).hasSize(1);
    }

    @Test
    @DisabledIfSystemProperty(named = "reelgraph.execution", matches = "standard",
            disabledReason = "Without a plan, titles alone take as much memory as whole rows.")
    void givenMemoryThatOthersHave_whenAQueryNeedsIt_thenItIsOverloadedAsAWholeUntilTheyGiveItBack() {
        try (var others = memory.open()) {
            others.take(MEMORY - 100_000);

            var refused = post(SUMMARIES.formatted(5));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            var answer = GraphQlClient.json(refused.body());
            assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("OVERLOADED");
            assertThat(answer.has("data")).isFalse();
            assertThat(post("{ allMovies(first: 5) { edges { node { title } } } }").statusCode()).isEqualTo(200);
        }

        assertThat(post(SUMMARIES.formatted(5)).statusCode()).isEqualTo(200);
        awaitMemoryGivenBack();
    }

    @Test
    void givenMoreQueriesThanTheMemoryHasRoomFor_whenTheyComeAtOnce_thenEachIsAnsweredOrOverloadedAndSomeAreAnswered() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var codes = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture
                            .supplyAsync(() -> post(SUMMARIES.formatted(10)).statusCode(), threads))
                    .toList().stream().map(CompletableFuture::join).toList();

            assertThat(codes).contains(200).allMatch(List.of(200, 503)::contains);
        }
        awaitMemoryGivenBack();
    }

    private Map<String, Object> input(String title, int count) {
        return Map.of("movies", IntStream.range(0, count)
                .mapToObj(i -> object("title", title + i, "summary", "s".repeat(LONG))).toList());
    }

    @Test
    void givenAMutationWhosePayloadIsTooMuch_whenItIsSent_thenTheErrorSaysThatTheChangeStays() throws SQLException {
        var answer = client().answer(IMPORT, input("Payload ", 15));

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.at("/errors/0/message").asText()).contains("What the mutation changed stays changed.");
        assertThat(Tables.query(folder(), "SELECT count(*) FROM media_items WHERE title LIKE 'Payload %'"))
                .containsExactly("|15");
        awaitMemoryGivenBack();
        Tables.run(folder(), "DELETE FROM media_items WHERE title LIKE 'Payload %'");
    }

    @Test
    void givenMemoryThatOthersHave_whenAMutationIsDone_thenItIsNotAnsweredAsIfItHadFailed() {
        var movies = IntStream.range(0, 5).mapToObj(i -> object("title", "Movie " + i, "tagline", "Changed")).toList();
        try (var others = memory.open()) {
            others.take(MEMORY);

            var changed = client().data(IMPORT, Map.of("movies", movies)).at("/importMovies/movies");

            assertThat(changed).hasSize(5).allMatch(movie -> movie.at("/summary").asText().length() == LONG);
        }
    }

    @Test
    void givenMetadataOfAnotherProgram_whenTheyAreAskedFor_thenTheyAreAnsweredAsTheyAre() throws SQLException {
        Tables.run(folder(),
                "UPDATE media_items SET metadata = '[1.50, \"ü 🎬\\n\", {\"a\" :null}]' WHERE title = 'Movie 3'");

        var body = post("{ allMovies(filter: {title: {equals: \"Movie 3\"}}) { edges { node { metadata } } } }").body();

        assertThat(body).contains("{\"metadata\":[1.50, \"ü 🎬\\n\", {\"a\" :null}]}");
        assertThat(GraphQlClient.json(body).has("data")).isTrue();
    }
}
