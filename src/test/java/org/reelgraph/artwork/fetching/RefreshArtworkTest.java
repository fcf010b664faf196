package org.reelgraph.artwork.fetching;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.servers.SyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;

/** Artwork that sources only name. */
class RefreshArtworkTest extends ServerTest {

    private static final PictureServer PICTURES = start();
    private static final String START = """
                                        mutation($input: RefreshArtworkInput!) { refreshArtwork(input: $input) {
                                          job { id } joined userErrors { code path } } }""";
    private static final String LOOK = """
                                       query($id: ID!) { artworkJob(id: $id) { state error force storedCount unchangedCount
                                         failedCount progress { done total unit } fetches(first: 100) { totalCount edges { node {
                                           imageKind source path outcome problem message attempts media { id } } } } } }""";
    private static final String REPORT = """
                                         query($problem: ArtworkProblem, $after: String) {
                                           artworkReport(problem: $problem, kind: MOVIE, first: 100, after: $after) {
                                             totalCount pageInfo { hasNextPage endCursor } edges { node { problem posterWidth named
                                               media { id title } fetch { problem message attempts } } } } }""";

    private static final String PAGE = """
                                       query($first: Int, $after: String) { artworkReport(kind: MOVIE, first: $first, after: $after) {
                                         pageInfo { hasNextPage endCursor } edges { node { media { id } fetch { message } } } } }""";

    private static int count;

    @Inject
    StatementCounter counter;

    private static PictureServer start() {
        try {
            return new PictureServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        PICTURES.close();
    }

    @Override
    protected Map<String, String> settings() {
        var settings = new HashMap<>(SyncClient.FAST);
        settings.putAll(Map.of("reelgraph.artwork.allowed-hosts", PICTURES.host(), "reelgraph.artwork.timeout", "1s",
                "reelgraph.artwork.after-imports", "true", "reelgraph.sync.attempts", "2"));
        return settings;
    }

    private String movie(String path) {
        return movieOf("other", path);
    }

    private String movieOf(String source, String... paths) {
        var images = List.of(paths).stream().map(path -> object("kind", "POSTER", "source", source, "path", path))
                .toList();
        return movieOf("images", images);
    }

    private JsonNode start(Map<String, Object> input) {
        return client().data(START, Map.of("input", input)).get("refreshArtwork");
    }

    private JsonNode refreshed(Map<String, Object> input) {
        var payload = start(input);
        assertThat(payload.get("userErrors")).isEmpty();
        return ended(payload.at("/job/id").asText());
    }

    private JsonNode refreshed(String item) {
        return refreshed(Map.of("ids", List.of(item)));
    }

    private JsonNode ended(String job) {
        new Jobs(client(), folder()).awaitEnd(job);
        return client().data(LOOK, Map.of("id", job)).get("artworkJob");
    }

    private static List<String> outcomes(JsonNode job) {
        return job.at("/fetches/edges").valueStream().map(edge -> edge.get("node"))
                .map(fetch -> fetch.get("outcome").asText()
                        + (fetch.get("problem").isNull() ? "" : " " + fetch.get("problem").asText()))
                .toList();
    }

    @Test
    void givenPeopleOfItems_whenArtworkIsFetched_thenEachOfThemIsAskedForOnce_andHasAPhoto() {
        PICTURES.put("/good/ada.png", PictureServer.png(200, 300, 0x993366));
        var ada = person("Ada Quill", PICTURES.url("/good/ada.png"));
        var ben = person("Ben Marsh", PICTURES.url("/none/ben.png"));
        var movies = List.of(movieWith(ada, ben), movieWith(ben, ada));

        var job = refreshed(Map.of("ids", movies));
        var again = refreshed(Map.of("ids", movies, "force", true));
        var cast = client().data("query($id: ID!) { movie(id: $id) { cast { person { name photo { url } } } } }",
                Map.of("id", movies.getLast())).at("/movie/cast").valueStream().map(credit -> credit.get("person"))
                .toList();

        assertThat(outcomes(job)).containsExactlyInAnyOrder("STORED", "FAILED NOT_FOUND");
        assertThat(outcomes(again)).containsExactlyInAnyOrder("UNCHANGED", "FAILED NOT_FOUND");
        assertThat(again.at("/fetches/edges").findValuesAsText("attempts")).containsExactlyInAnyOrder("0", "2");
        assertThat(job.at("/fetches/edges").findValuesAsText("id")).containsOnly(movies.getFirst());
        var photo = cast.stream().filter(person -> person.get("name").asText().equals("Ada Quill")).findFirst()
                .orElseThrow().at("/photo/url").asText();
        assertThat(client().get(photo).statusCode()).isEqualTo(200);
    }

    private static Map<String, Object> person(String name, String photo) {
        return object("name", name, "images", List.of(object("kind", "THUMB", "source", "other", "path", photo)));
    }

    @SafeVarargs
    private String movieWith(Map<String, Object>... people) {
        return movieOf("cast", List.of(people).stream().map(person -> object("person", person)).toList());
    }

    private String movieOf(String field, List<Map<String, Object>> values) {
        var title = "Quiet Harbour " + ++count;
        var payload = new Imports(client()).movies(object("title", title, "ratingKey", title, field, values));
        assertThat(payload.get("userErrors")).isEmpty();
        return payload.at("/movies/0/id").asText();
    }

    @Test
    void givenAPictureOnAServer_whenItIsFetched_thenItIsInTheLibrary_andTheNextJobLeavesItAlone() {
        PICTURES.put("/good/a.png", PictureServer.png(400, 600, 0x336699));
        var movie = movie(PICTURES.url("/good/a.png"));

        var job = refreshed(movie);

        assertThat(job.get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(outcomes(job)).containsExactly("STORED");
        assertThat(job.get("storedCount").asInt()).isOne();
        assertThat(job.at("/fetches/edges/0/node/media/id").asText()).isEqualTo(movie);
        assertThat(job.at("/progress/done").asInt()).isOne();
        assertThat(job.at("/progress/unit").asText()).isEqualTo("items");
        assertThat(outcomes(refreshed(movie))).isEmpty();
        assertThat(PICTURES.requests()).filteredOn("/good/a.png"::equals).hasSize(1);
    }

    @Test
    void givenAPictureInTheLibrary_whenItIsFetchedByForce_thenItIsReplacedOnlyOnceTheNewOneIsThere() {
        PICTURES.put("/changing/a.png", PictureServer.png(400, 600, 0x111111));
        var movie = movie(PICTURES.url("/changing/a.png"));
        var forced = Map.<String, Object>of("ids", List.of(movie), "force", true);
        refreshed(movie);
        assertThat(outcomes(refreshed(forced))).containsExactly("UNCHANGED");
        PICTURES.put("/changing/a.png", "<html>".getBytes());
        assertThat(outcomes(refreshed(forced))).containsExactly("FAILED UNUSABLE");
        assertThat(report("BROKEN", movie)).isEmpty();
        PICTURES.put("/changing/a.png", PictureServer.png(200, 300, 0x222222));
        assertThat(outcomes(refreshed(forced))).containsExactly("STORED");
        assertThat(report("TOO_SMALL", movie)).containsExactly("TOO_SMALL 200");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/missing/a.png | NOT_FOUND    | status 404",
            "/closed/a.png  | UNAUTHORIZED | status 401",
            "/broken/a.png  | SERVER_ERROR | status 502",
            "/page/a.png    | UNUSABLE     | web page",
            "/json/a.png    | UNUSABLE     | none of the pictures",
            "/svg/a.png     | UNUSABLE     | SVG",
            "/empty/a.png   | NOT_FOUND    | nothing",
            "/half/a.png    | UNREACHABLE  | broke",
            "/endless/a.png | UNUSABLE     | MB",
            "/silent/a.png  | UNREACHABLE  | in time",
            "/round/a.png   | UNREACHABLE  | more than 3 times"})
    void givenWhatIsNoPicture_whenItIsFetched_thenThatIsSaid_andNothingIsKept(String path, String problem,
            String message) {
        var movie = movie(PICTURES.url(path));

        var job = refreshed(movie);

        assertThat(job.get("state").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(outcomes(job)).containsExactly("FAILED " + problem);
        assertThat(job.at("/fetches/edges/0/node/message").asText()).contains(message);
        assertThat(report("BROKEN", movie)).containsExactly("BROKEN " + problem);
    }

    @ParameterizedTest
    @CsvSource({"https://127.0.0.1/a.png", "https://[::1]/a.png", "https://169.254.169.254/latest/meta-data",
            "https://localhost/a.png", "https://2130706433/a.png", "https://[::ffff:10.0.0.1]/a.png",
            "https://100.64.0.1/a.png", "https://0.0.0.0/a.png", "https://[fe80::1]/a.png", "https://224.0.0.1/a.png",
            "http://example.org/a.png", "https://user:word@example.org/a.png"})
    void givenAnAddressThatIsNotPublic_whenAPictureIsThere_orARedirectLeadsThere_thenItIsntAskedFor(String address) {
        var direct = movie(address);
        var indirect = movie(PICTURES.url("/to/there?" + address));

        var job = refreshed(Map.of("ids", List.of(direct, indirect)));

        assertThat(outcomes(job)).containsExactly("FAILED FORBIDDEN", "FAILED FORBIDDEN");
    }

    @Test
    void givenAServerWithACertificateThatNobodyTrusts_orNoneAtAll_whenAPictureIsThere_thenItIsntFetched() {
        var movie = movie("https://" + PICTURES.host() + "/good/a.png");

        assertThat(outcomes(refreshed(movie))).containsExactly("FAILED UNREACHABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/busy/a.png", "/to/there?%s/good/b.png"})
    void givenAServerThatIsBusy_orRedirectsToOneThatMayBeAsked_whenAPictureIsThere_thenItIsFetched(String path) {
        PICTURES.put("/good/b.png", PictureServer.png(400, 600, 0x336600));

        assertThat(outcomes(refreshed(movie(PICTURES.url(path.formatted(PICTURES.url("")))))))
                .containsExactly("STORED");
    }

    private void connect(String name, String kind, String path, String secret) {
        var created = client().data("""
                                    mutation($input: CreateConnectionInput!) { createConnection(input: $input) {
                                      userErrors { message } } }""",
                Map.of("input", Map.of("name", name, "kind", kind, "url",
                        PICTURES.url(path), "secret", secret, "source", name)));
        assertThat(created.at("/createConnection/userErrors")).isEmpty();
    }

    @Test
    void givenAConnectionToPlex_whenPicturesAreThere_thenItsTokenGoesThereAlone() {
        connect("cellar", "PLEX", "/plex", PictureServer.TOKEN);
        PICTURES.put("/plex/library/metadata/7/thumb/1", PictureServer.png(400, 600, 0x111111));
        PICTURES.put("/other/a.png", PictureServer.png(400, 600, 0x121212));
        var movie = movieOf("cellar", "/library/metadata/7/thumb/1",
                "/library/metadata/7/thumb/1?X-Plex-Token=%E2%80%A6",
                "/library/metadata/8/thumb/1", "/library/metadata/9/art/moved", "/library/sections/1/refresh",
                "/library/metadata/../../x/thumb/1");

        assertThat(outcomes(refreshed(movie))).containsExactly("STORED", "STORED", "FAILED NOT_FOUND", "STORED",
                "FAILED FORBIDDEN", "FAILED FORBIDDEN");

        assertThat(PICTURES.strayTokens()).isEmpty();
        assertThat(outcomes(refreshed(movieOf("nowhere", "/library/metadata/7/thumb/1"))))
                .containsExactly("FAILED NO_SOURCE");
    }

    @Test
    void givenAConnectionToTautulli_whenItShowsAPictureOfItsOwn_thenThatIsntKept() {
        connect("attic", "TAUTULLI", "/tautulli", PictureServer.KEY);
        PICTURES.showPlaceholders(true);
        PICTURES.put("/library/metadata/21/thumb/1", PictureServer.png(400, 600, 0x131313));
        var movie = movieOf("attic", "/library/metadata/21/thumb/1", "/library/metadata/22/thumb/1");

        assertThat(outcomes(refreshed(movie))).containsExactly("STORED", "FAILED PLACEHOLDER");

        PICTURES.showPlaceholders(false);
        assertThat(outcomes(refreshed(movie))).containsExactly("FAILED UNUSABLE");
    }

    @Test
    void givenASeries_whenItsArtworkIsFetched_thenThatOfItsSeasonsAndEpisodesIs() {
        PICTURES.put("/good/s.png", PictureServer.png(400, 600, 0x334455));
        var images = List.of(object("kind", "STILL", "source", "other", "path", PICTURES.url("/good/s.png")));
        var tree = object("title", "Harbour", "ratingKey", "harbour", "images", images, "seasons",
                List.of(season(1, episode(1, "images", images), episode(2))));
        var series = new Imports(client()).series(tree).at("/series/0/id").asText();

        assertThat(outcomes(refreshed(series))).containsExactly("STORED", "STORED");
    }

    @Test
    void givenAnInputThatDoesntSayWhat_whenAJobIsAskedFor_thenItIsRefused() {
        assertThat(errors(Map.of("ids", List.of()))).containsExactly("REQUIRED input ids");
        assertThat(errors(Map.of("ids", List.of("movie_0000000000000")))).containsExactly("NOT_FOUND input ids 0");
        assertThat(errors(Map.of("ids", List.of("x"), "filter", Map.of()))).containsExactly("INVALID input filter");
    }

    private List<String> errors(Map<String, Object> input) {
        var payload = start(input);
        assertThat(payload.get("job").isNull()).isTrue();
        return payload.get("userErrors").valueStream().map(error -> error.get("code").asText() + " "
                + String.join(" ", error.get("path").valueStream().map(JsonNode::asText).toList())).toList();
    }

    @Test
    void givenNfoFilesWithPicturesBeside_whenTheyAreImported_thenAJobFollowsThatBringsThem_andDoesntTryAllAgain() {
        refreshed(movie(PICTURES.url("/missing/lately.png")));
        var jobs = new Jobs(client(), folder());
        jobs.file("nfo/Lake/movie.nfo", "<movie><title>Lake</title></movie>");
        jobs.file("nfo/Lake/poster.jpg", PictureServer.png(400, 600, 0x445566));
        jobs.run(Map.of("path", "nfo", "source", "disk"));

        var following = "";
        while (following.isEmpty()) {
            Pause.briefly();
            following = client().data("{ artworkJobs(first: 1) { edges { node { id owner { kind } } } } }")
                    .at("/artworkJobs/edges").valueStream().map(edge -> edge.get("node"))
                    .filter(job -> job.at("/owner/kind").asText().equals("SYSTEM"))
                    .map(job -> job.get("id").asText()).findFirst().orElse("");
        }

        var fetches = ended(following).at("/fetches/edges").valueStream().map(edge -> edge.get("node"))
                .filter(fetch -> fetch.get("source").asText().equals("disk")).toList();
        assertThat(fetches).singleElement().satisfies(fetch -> {
            assertThat(fetch.get("path").asText()).isEqualTo("Lake/poster.jpg");
            assertThat(fetch.get("outcome").asText()).isEqualTo("STORED");
        });
        // What somebody has tried in vain.
        assertThat(PICTURES.requests()).filteredOn("/missing/lately.png"::equals).hasSize(1);
    }

    @Test
    void givenCoversThatPlexExporterKept_whenNoConnectionHasTheirSource_thenTheyAreTheArtwork() {
        var jobs = new Jobs(client(), folder());
        jobs.file("covers/movie/m77/poster.jpg", PictureServer.png(400, 600, 0x99aabb));
        jobs.file("covers/tv/s88/episodes/e1/thumb.jpg", PictureServer.png(400, 225, 0xaabbcc));
        var poster = List.of(object("kind", "POSTER", "source", "gone", "path", "/library/metadata/77/thumb/1"));
        var still = List.of(object("kind", "STILL", "source", "gone", "path", "/library/metadata/88/thumb/1"));
        var movie = new Imports(client()).movies(object("title", "Kept", "ratingKey", "m77", "images", poster))
                .at("/movies/0/id").asText();
        var series = new Imports(client()).series(object("title", "Kept", "ratingKey", "s88", "seasons",
                List.of(season(1, episode(1, "ratingKey", "e1", "images", still),
                        episode(2, "ratingKey", "e2", "images", still)))))
                .at("/series/0/id").asText();

        assertThat(outcomes(refreshed(movie))).containsExactly("STORED");
        assertThat(outcomes(refreshed(series))).containsExactly("STORED", "FAILED NO_SOURCE");
    }

    @Test
    void givenPathsThatLeadOutOfTheImportFolder_whenPicturesAreThere_thenTheyAreRefused() throws IOException {
        var jobs = new Jobs(client(), folder());
        jobs.file("../import-too/a.png", PictureServer.png(400, 600, 0x556677));
        jobs.file("inside.png", PictureServer.png(400, 600, 0x667788));
        var movie = movieOf("other", "../import-too/a.png", "inside.png", "nowhere.png", "a\\..\\b.png");

        assertThat(outcomes(refreshed(movie))).containsExactly("FAILED FORBIDDEN", "STORED", "FAILED NOT_FOUND",
                "FAILED NOT_FOUND");
    }

    @Test
    void givenAPictureThatSomebodyLocked_whenAllAreFetchedByForce_thenItStays() throws SQLException {
        PICTURES.put("/good/locked.png", PictureServer.png(400, 600, 0x778899));
        var movie = movie(PICTURES.url("/good/locked.png"));
        refreshed(movie);
        Tables.run(folder(), "UPDATE artwork SET is_locked = 1 WHERE owner_id = " + GlobalId.parse(movie).id());

        assertThat(outcomes(refreshed(Map.of("ids", List.of(movie), "force", true)))).isEmpty();
        assertThat(PICTURES.requests()).filteredOn("/good/locked.png"::equals).hasSize(1);
    }

    @Test
    void givenAJobThatWasInterrupted_whenItGoesOn_thenItBeginsAfterTheLastItemThatWasDone() throws SQLException {
        PICTURES.put("/good/second.png", PictureServer.png(400, 600, 0x8899aa));
        var first = movie(PICTURES.url("/missing/first.png"));
        var second = movie(PICTURES.url("/good/second.png"));
        client().data("mutation { pauseJobs(input: {kind: \"REFRESH_ARTWORK\"}) { userErrors { code } } }");
        var job = start(Map.of("ids", List.of(first, second))).at("/job/id").asText();
        Tables.run(folder(), "UPDATE jobs SET checkpoint = '" + GlobalId.parse(first).id() + " 1 4 0 0' WHERE id = "
                + GlobalId.parse(job).id());
        client().data("mutation { resumeJobs(input: {kind: \"REFRESH_ARTWORK\"}) { userErrors { code } } }");

        var ended = ended(job);

        assertThat(outcomes(ended)).containsExactly("STORED");
        assertThat(ended.get("storedCount").asInt()).isEqualTo(5);
        assertThat(ended.at("/progress/done").asInt()).isEqualTo(2);
        assertThat(PICTURES.requests()).doesNotContain("/missing/first.png");
    }

    @Test
    void givenAJobWhoseServerIsSilent_whenItIsCancelled_thenItEnds_andNothingIsSaidOfPicturesThatItDidntReach() {
        var movie = movieOf("other", IntStream.range(0, 60).mapToObj(i -> PICTURES.url("/silent/" + i)).toArray(
                String[]::new));
        var job = start(Map.of("ids", List.of(movie))).at("/job/id").asText();
        while (PICTURES.requests().stream().noneMatch("/silent/0"::equals)) {
            Pause.briefly();
        }

        client().data("mutation($id: ID!) { cancelJob(input: {id: $id}) { job { id } } }", Map.of("id", job));

        var ended = ended(job);
        assertThat(ended.get("state").asText()).isEqualTo("CANCELLED");
        assertThat(ended.get("failedCount").asInt()).isLessThan(60);
        assertThat(PICTURES.requests()).doesNotContain("/silent/59");
    }

    @Test
    void givenMoviesWithoutPosters_whenTheReportIsReadPageByPage_thenEachIsThereOnce_inTheSameNumberOfStatements() {
        var movies = IntStream.range(0, 5).mapToObj(i -> movieOf("other")).toList();
        var found = new ArrayList<String>();
        String after = null;
        do {
            counter.reset();
            var page = client().data(PAGE, object("first", 2, "after", after)).get("artworkReport");
            found.addAll(page.findValuesAsText("id"));
            after = page.at("/pageInfo/hasNextPage").asBoolean() ? page.at("/pageInfo/endCursor").asText() : null;
            assertThat(counter.statements()).hasSizeLessThanOrEqualTo(3);
        } while (after != null);
        counter.reset();
        client().data(PAGE, object("first", 100));

        assertThat(counter.statements()).hasSizeLessThanOrEqualTo(3);
        assertThat(found).doesNotHaveDuplicates().containsSubsequence(movies.reversed());
    }

    private List<String> report(String problem, String item) {
        return client().data(REPORT, Map.of("problem", problem)).at("/artworkReport/edges").valueStream()
                .map(edge -> edge.get("node")).filter(entry -> entry.at("/media/id").asText().equals(item))
                .map(entry -> entry.get("problem").asText() + " " + (entry.get("fetch").isNull()
                        ? entry.get("posterWidth").asText()
                        : entry.at("/fetch/problem").asText()))
                .toList();
    }
}
