package org.reelgraph.frontpage.heroes;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.writebehind.BufferFlusher;
import org.reelgraph.testing.AtOnce;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

class HeroPoolTest extends ServerTest {

    private static final String POOL = "{ kind createdAt expiresAt policyHash slots { slot count }"
            + " picks { slot reasons media { id title } } }";
    private static final int AT_ONCE = 100;
    private static final List<String> GENRES = List.of("Drama", "comedy", "Comedy", "Crime", "War", "Horror", "Music",
            "Western", "Sport", "Family", "History", "Action");

    @Inject
    TestClock clock;
    @Inject
    StatementCounter counter;
    @Inject
    BufferFlusher buffers;
    @Inject
    HeroPools pools;
    @Inject
    HeroReader reader;
    @Inject
    HeroCandidateReader candidates;
    @Inject
    HeroStore store;
    @Inject
    ReadTransactions reads;
    @Inject
    WriteTransactions transactions;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.sign-in.access-time", "365d");
    }

    @BeforeEach
    void empty() throws SQLException {
        buffers.flush();
        for (var table : List.of("media_items", "hero_pools", "hero_history", "hero_policies")) {
            Tables.run(folder(), "DELETE FROM " + table);
        }
    }

    private JsonNode pool(String arguments) {
        return anonymous().data("{ heroPool(" + arguments + ") " + POOL + " }").get("heroPool");
    }

    private static List<String> titles(JsonNode pool) {
        return pool.findValuesAsText("title");
    }

    private static List<String> picks(JsonNode pool) {
        return pool.get("picks").valueStream()
                .map(pick -> pick.at("/media/title").asText() + " " + pick.get("slot").asText()).toList();
    }

    private Instant daysAgo(int days) {
        return clock.instant().minus(days, ChronoUnit.DAYS);
    }

    private Map<String, Object> movie(int number, Random random) {
        var movie = new HashMap<>(object("ratingKey", "r" + number, "title", "Movie " + number, "addedAt",
                daysAgo(random.nextInt(400)).toString(), "genres", random.ints(random.nextInt(5), 0, GENRES.size())
                        .distinct().mapToObj(GENRES::get).toList()));
        if (random.nextInt(10) > 0) {
            movie.put("year", 1950 + random.nextInt(77));
        }
        if (random.nextInt(5) > 0) {
            movie.put("rating", random.nextInt(40) / 4.0);
        }
        if (random.nextInt(4) > 0) {
            movie.put("images", List.of(object("kind", "BACKDROP", "path", "/art/" + number)));
        }
        return movie;
    }

    @SuppressWarnings("unchecked")
    private void movies(int from, int to, long seed) {
        var random = new Random(seed);
        for (var first = from; first < to; first += AT_ONCE) {
            var report = new Imports(client()).movies(IntStream.range(first, Math.min(to, first + AT_ONCE))
                    .mapToObj(number -> movie(number, random)).toArray(Map[]::new));
            assertThat(report.get("failed").asInt()).isZero();
        }
    }

    private static Map<String, Object> plain(String title) {
        return object("ratingKey", title, "title", title, "images",
                List.of(object("kind", "BACKDROP", "path", "/" + title)));
    }

    private JsonNode update(String input) {
        return client().data("mutation { updateHeroPolicy(input: {" + input
                + "}) { policy { size newShare seed } userErrors { code message path } } }").get("updateHeroPolicy");
    }

    private PlainHeroes plain() throws SQLException {
        var nodes = new ArrayList<JsonNode>();
        var after = "";
        do {
            var page = client().data("{ allMovies(first: 100" + after + ") { pageInfo { endCursor hasNextPage } edges {"
                    + " node { id title year rating lastAddedAt genres images(kind: BACKDROP) { path } } } } }")
                    .get("allMovies");
            page.get("edges").forEach(edge -> nodes.add(edge.get("node")));
            after = page.at("/pageInfo/hasNextPage").asBoolean() ? " after: " + page.at("/pageInfo/endCursor") : "";
        } while (!after.isEmpty());
        var shuffles = new HashMap<Long, Long>();
        for (var row : Tables.query(folder(), "SELECT id, shuffle FROM media_items")) {
            var columns = row.split("\\|");
            shuffles.put(Long.valueOf(columns[1]), Long.valueOf(columns[2]));
        }
        return new PlainHeroes(nodes, shuffles);
    }

    @Test
    void givenLibrariesOfDifferentSizes_whenPoolsAreMadeDayByDay_thenTheyAreThoseOfThePlainRules() throws SQLException {
        for (var size : List.of(30, 620)) {
            empty();
            movies(0, size, size);
            update("seed: " + size);
            var plain = plain();
            var shown = new HashSet<String>();

            for (var day = 0; day < 4; day++) {
                var pool = pool("kind: MOVIE");
                buffers.flush();

                assertThat(picks(pool)).as("%d movies, day %d", size, day)
                        .isEqualTo(plain.picks(Instant.parse(pool.get("createdAt").asText()), size, shown))
                        .hasSize(10);
                assertThat(pool("kind: MOVIE")).isEqualTo(pool);
                shown.addAll(titles(pool));
                clock.pass(Duration.ofHours(25));
            }
        }
    }

    @Test
    void givenAPool_whenItExpires_thenItIsShownForAWhileUntilThereIsANewOne() {
        movies(0, 60, 1);
        var first = pool("kind: MOVIE");
        buffers.flush();
        clock.pass(Duration.ofHours(24).plusMinutes(10));

        assertThat(pool("kind: MOVIE")).isEqualTo(first);
        buffers.flush();
        var second = pool("kind: MOVIE");
        assertThat(second.get("createdAt")).isNotEqualTo(first.get("createdAt"));
        assertThat(titles(second)).doesNotContainAnyElementsOf(titles(first));

        clock.pass(Duration.ofHours(24).plusMinutes(31));
        assertThat(pool("kind: MOVIE").get("createdAt").asText()).isGreaterThan(second.get("expiresAt").asText());
    }

    @Test
    void givenAPool_whenItsKindChanges_thenItIsMadeAnewAndDiffersByTheChangeOnly() {
        movies(0, 200, 2);
        var before = pool("kind: MOVIE");
        var series = pool("kind: SERIES");
        buffers.flush();
        new Imports(client()).movies(plain("Just come"));

        assertThat(pool("kind: MOVIE")).isEqualTo(before);
        buffers.flush();
        var after = pool("kind: MOVIE");

        assertThat(picks(after)).contains("Just come NEW");
        assertThat(after.get("expiresAt")).isEqualTo(before.get("expiresAt"));
        assertThat(titles(after).stream().filter(titles(before)::contains).count()).isGreaterThanOrEqualTo(5);
        assertThat(pool("kind: SERIES").get("createdAt")).isEqualTo(series.get("createdAt"));

        new Imports(client()).series(object("title", "Another kind"));
        pool("kind: MOVIE");
        buffers.flush();
        assertThat(pool("kind: MOVIE")).isEqualTo(after);
    }

    @Test
    void givenAPick_whenItIsDeleted_thenItIsLeftOutAtOnce_andReplacedSoon() {
        movies(0, 60, 3);
        var before = pool("kind: MOVIE");
        buffers.flush();
        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }",
                Map.of("id", before.at("/picks/0/media/id").asText()));

        assertThat(titles(pool("kind: MOVIE"))).isEqualTo(titles(before).subList(1, 10));
        buffers.flush();
        assertThat(titles(pool("kind: MOVIE"))).hasSize(10).doesNotContain(titles(before).getFirst());
    }

    @Test
    void givenFewItems_whenTheyArePicked_thenEachSaysWhy_andWhatWasConceded() {
        new Imports(client()).movies(plain("Plain"), object("ratingKey", "b", "title", "Bare", "rating", 9.5, "year",
                1980, "addedAt", daysAgo(400).toString()));

        var pool = pool("kind: MOVIE");

        assertThat(pool.get("picks").toString().replaceAll("\"id\":\"\\w+\",", "")).isEqualTo("["
                + "{\"slot\":\"NEW\",\"reasons\":[\"ADDED_RECENTLY\"],\"media\":{\"title\":\"Plain\"}},"
                + "{\"slot\":\"TOP_RATED\",\"reasons\":[\"RATED_HIGHLY\",\"RELEASED_LONG_AGO\",\"WITHOUT_BACKDROP\"],"
                + "\"media\":{\"title\":\"Bare\"}}]");
        assertThat(pool.get("slots").valueStream().map(slot -> slot.get("slot").asText() + slot.get("count")))
                .containsExactly("NEW1", "TOP_RATED1", "OLD_BUT_GOLD0", "RANDOM0");
        assertThat(titles(pool("kind: MOVIE first: 1"))).containsExactly("Plain");
        assertThat(titles(pool("kind: SERIES"))).isEmpty();
        assertThat(anonymous().answer("{ heroPool(kind: MOVIE first: 101) { policyHash } }").at("/errors/0/message")
                .asText()).contains("'first' must be between 0 and 100");
    }

    @Test
    void givenAPolicy_whenItIsChanged_thenTheNextPoolFollowsIt_andMistakesAreNamed() {
        movies(0, 40, 4);
        var before = pool("kind: MOVIE");
        buffers.flush();

        assertThat(
                update("size: 4 newShare: 1 topRatedShare: 0 oldButGoldShare: 0 seed: 3 historyDays: 0").get("policy")
                        .toString())
                .isEqualTo("{\"size\":4,\"newShare\":1.0,\"seed\":3}");
        var after = pool("kind: MOVIE");
        assertThat(after.get("picks").findValuesAsText("slot")).containsOnly("NEW", "RANDOM");
        assertThat(after.get("picks")).hasSize(4);
        assertThat(after.get("policyHash")).isNotEqualTo(before.get("policyHash"));
        var wrong = update("size: 51 newShare: 1.5 yearWeight: -0.1 historySize: 401 lifetimeHours: 0 seed: null");
        assertThat(wrong.get("policy").isNull()).isTrue();
        assertThat(Imports.errors(wrong)).containsExactly("OUT_OF_RANGE at input.size",
                "OUT_OF_RANGE at input.newShare", "OUT_OF_RANGE at input.yearWeight",
                "OUT_OF_RANGE at input.historySize", "OUT_OF_RANGE at input.lifetimeHours");
        assertThat(wrong.at("/userErrors/0/message").asText()).isEqualTo("size must be from 1 to 50, not 51.");
        assertThat(Imports.errors(update("topRatedShare: 0.1"))).containsExactly("OUT_OF_RANGE at input");
        assertThat(Imports.errors(update("newDays: null"))).containsExactly("REQUIRED at input.newDays");
        assertThat(client().data("{ heroPolicy { size newShare topRatedShare seed } }").get("heroPolicy").toString())
                .isEqualTo("{\"size\":4,\"newShare\":1.0,\"topRatedShare\":0.0,\"seed\":3}");
    }

    @Test
    void givenNoPool_whenManyAskAtOnce_thenAllSeeTheSame() throws Exception {
        movies(0, 100, 5);

        var pools = AtOnce.run(8, i -> () -> pool("kind: MOVIE"));

        assertThat(Set.copyOf(pools)).hasSize(1);
        buffers.flush();
        assertThat(pool("kind: MOVIE")).isEqualTo(pools.getFirst());
    }

    @Test
    void givenPoolsThatAreBeingWritten_whenOneHasToBeMade_thenTheRequestDoesNotWait() {
        movies(0, 30, 9);

        synchronized (pools) { // as while they are written
            assertThat(CompletableFuture.supplyAsync(() -> pool("kind: MOVIE"))).succeedsWithin(Duration.ofSeconds(30))
                    .satisfies(pool -> assertThat(titles(pool)).hasSize(10));
        }
    }

    @Test
    void givenTwoServers_whenBothMakeAPool_thenTheFirstOneStoredIsThatOfBoth() {
        movies(0, 100, 6);
        var servers = Stream
                .generate(() -> new HeroPools(reader, candidates, store, reads, transactions, (Clock) clock))
                .limit(2).toList();
        var made = servers.stream().map(server -> server.current().apply(MediaKind.MOVIE)).toList();
        assertThat(made.getFirst().seed()).isNotEqualTo(made.getLast().seed());

        servers.forEach(HeroPools::write);

        for (var server : servers) {
            assertThat(server.current().apply(MediaKind.MOVIE)).isEqualTo(made.getFirst());
        }
    }

    @Test
    void givenAPool_whenItIsAskedForWithItems_thenTwoStatementsReadIt() {
        movies(0, 60, 7);
        pool("kind: MOVIE");
        buffers.flush();
        counter.reset();

        pool("kind: MOVIE");

        assertThat(counter.statements()).hasSize(2);
    }

    @Test
    @SqliteOnly
    void givenCandidates_whenTheyAreRead_thenIndexesGiveThemInOrder() throws SQLException {
        movies(0, 60, 8);
        counter.reset();

        pool("kind: MOVIE");

        var sql = counter.statements().stream().filter(each -> each.contains("last_added_at")).findFirst()
                .orElseThrow();
        assertThat(Tables.query(folder(), "EXPLAIN QUERY PLAN " + sql)).as(sql)
                .noneMatch(step -> step.contains("TEMP B-TREE") || step.matches(".*SCAN (media_items|images|i).*"))
                .anyMatch(step -> step.contains("media_items_by_last_added"))
                .anyMatch(step -> step.contains("media_items_by_rating"))
                .anyMatch(step -> step.contains("media_items_by_year"))
                .anyMatch(step -> step.contains("media_items_by_shuffle"));
    }
}
