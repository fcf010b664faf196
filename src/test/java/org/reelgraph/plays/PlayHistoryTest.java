package org.reelgraph.plays;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.FakeServers;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.servers.FakeTautulli;
import org.reelgraph.testing.servers.Fault;
import org.reelgraph.testing.servers.SyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.with;

class PlayHistoryTest extends ServerTest {

    private static final long START = Instant.parse("2024-02-03T20:00:00Z").getEpochSecond();
    private static final int DAY = 86_400;

    private FakeTautulli tautulli;
    private String connection;
    private int count;

    @Override
    protected Map<String, String> settings() {
        return SyncClient.FAST;
    }

    @BeforeEach
    void connect() throws IOException {
        tautulli = new FakeTautulli();
        connection = new SyncClient(client(), folder()).connect(source(), tautulli);
    }

    @AfterEach
    void end() {
        tautulli.close();
        count++;
    }

    private String source() {
        return "history " + count;
    }

    private static Map<String, Object> movie(int key, String viewer, long started) {
        return object("row_id", key, "media_type", "movie", "rating_key", key, "grandparent_rating_key", "",
                "parent_rating_key", "", "full_title", "Film " + key, "friendly_name", viewer, "started", started,
                "date", started, "play_duration", 3_600, "percent_complete", 95, "media_index", "");
    }

    // Numbers as texts, and empty texts for what is missing, as older versions answer.
    private static Map<String, Object> episode(int key, int series, int number, String viewer, long started) {
        return object("row_id", "" + key, "media_type", "episode", "rating_key", "" + key, "grandparent_rating_key",
                "" + series, "full_title", "Show - Part", "friendly_name", "", "user", viewer, "started", "" + started,
                "duration", "1200", "percent_complete", "", "media_index", "" + number, "parent_media_index", "1");
    }

    private JsonNode start(boolean full) {
        return client().data("mutation($id: ID!, $full: Boolean!) { syncPlayHistory(input: {id: $id, full: $full}) {"
                + " job { id } joined userErrors { code path message } } }", Map.of("id", connection, "full", full))
                .get("syncPlayHistory");
    }

    private JsonNode read(boolean full) {
        var id = start(full).at("/job/id").asText();
        new Jobs(client(), folder()).awaitEnd(id);
        return client().data("query($id: ID!) { job(id: $id) { ... on PlayHistoryJob { state error full"
                + " server { name } progress { done total unit } log { edges { node { level message } } } } } }",
                Map.of("id", id)).get("job");
    }

    private List<String> stored() throws SQLException {
        return Tables.query(folder(), "SELECT rating_key, viewer, started_at / 1000, played_seconds, percent FROM plays"
                + " WHERE source = '" + source() + "' ORDER BY started_at, rating_key");
    }

    @Test
    void givenAHistory_whenItIsRead_thenPlaysOfMoviesAndEpisodesCount_andWhatElseThereIsIsTold() throws Exception {
        var imports = new Imports(client());
        var series = imports.seriesWith(Map.of("source", source()), object("ratingKey", "20", "title", "Show",
                "seasons", List.of(object("number", 1, "episodes", List.of(object("number", 1, "ratingKey", "22",
                        "title", "Part"))))))
                .at("/series/0/id").asText();
        tautulli.play(movie(10, "ann", START));
        tautulli.play(episode(22, 20, 1, "bob", START + DAY));
        // The server has added it anew.
        tautulli.play(episode(99, 20, 1, "bob", START + 2 * DAY));
        tautulli.play(with(movie(11, "ann", START), "media_type", "track"));
        tautulli.play(with(movie(12, "ann", START), "rating_key", ""));

        var job = read(false);

        assertThat(job.get("state").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(job.get("error").asText()).isEqualTo("1 play couldn't be read. The log names which.");
        assertThat(job.at("/log/edges").findValuesAsText("message")).contains(
                "The play 12 of 'Film 12' lacks the key of what was played, or when.",
                "Left out, as neither of a movie nor of an episode: 1 play.");
        assertThat(job.get("progress").toString()).isEqualTo("{\"done\":5.0,\"total\":5.0,\"unit\":\"plays\"}");
        assertThat(job.at("/server/name").asText()).isEqualTo(source());
        assertThat(stored()).containsExactly("|10|ann|" + START + "|3600|95", "|22|bob|" + (START + DAY) + "|1200|0",
                "|99|bob|" + (START + 2 * DAY) + "|1200|0");
        assertThat(client().data("query($id: ID!) { series(id: $id) { playCount seasons { episodes { playCount } } } }",
                Map.of("id", series)).findValuesAsText("playCount")).containsExactly("2", "2");
    }

    @Test
    void givenAHistoryOfSeveralPages_whenOneFails_thenWhatWasReadStays_andTheNextJobGoesOnFromThere()
            throws Exception {
        IntStream.range(0, 2_500).forEach(i -> tautulli.play(movie(i, "ann", START + i * 600L)));
        tautulli.fail("get_history 0", Fault.CLOSED, Fault.THROTTLED, Fault.HTML); // which pass
        tautulli.fail("get_history 1000", IntStream.range(0, 5).mapToObj(i -> Fault.UNAVAILABLE).toArray(Fault[]::new));

        var failed = read(false);
        var kept = stored().size();
        var after = read(false);

        assertThat(failed.get("state").asText()).isEqualTo("FAILED");
        assertThat(failed.get("error").asText()).isEqualTo("It answers with the status 503.");
        assertThat(kept).isEqualTo(1_000);
        assertThat(after.get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(stored()).hasSize(2_500);
        // From two days before the latest that was known.
        assertThat(after.at("/progress/done").asInt()).isBetween(1_500 + 2 * 144, 1_500 + 3 * 144);
        assertThat(read(true).at("/progress/done").asInt()).isEqualTo(2_500);
        assertThat(stored()).hasSize(2_500);
    }

    @Test
    void givenAServerThatCountsMoreThanItLists_whenItsHistoryIsRead_thenTheErrorSaysSo() throws Exception {
        tautulli.play(movie(1, "ann", START));
        tautulli.fail("get_history 0", Fault.LYING);
        tautulli.fail("get_history 1", Fault.LYING);

        var failed = read(false);

        assertThat(failed.get("state").asText()).isEqualTo("FAILED");
        assertThat(failed.get("error").asText())
                .isEqualTo("Tautulli counts 2 plays, but lists none after the first 1.");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void givenAJobThatReads_whenTheSameIsAskedFor_thenItIsThatJob_andACancelledOneKeepsWhatItHasRead()
            throws Exception {
        IntStream.range(0, 1_500).forEach(i -> tautulli.play(movie(i, "ann", START + i)));
        var held = tautulli.hold("get_history 1000");
        var first = start(false);
        var joined = start(false);
        held.awaitRequest();
        client().data("mutation($id: ID!) { cancelJob(input: {id: $id}) { userErrors { code } } }",
                Map.of("id", first.at("/job/id").asText()));
        held.release();
        new Jobs(client(), folder()).awaitEnd(first.at("/job/id").asText());

        assertThat(joined.get("joined").asBoolean()).isTrue();
        assertThat(joined.at("/job/id")).isEqualTo(first.at("/job/id"));
        assertThat(stored().size()).isBetween(1_000, 1_500);
        assertThat(read(false).get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(stored()).hasSize(1_500);
    }

    @Test
    void givenAConnectionWithoutHistory_whenItIsAskedFor_thenTheErrorSaysSo() throws IOException {
        connection = client().data("mutation { createConnection(input: {name: \"No history\", kind: PLEX,"
                + " url: \"http://host:32400\", secret: \"" + FakeServers.TOKEN + "\"}) { connection { id } } }")
                .findValue("id").asText();
        assertThat(start(false).get("userErrors").toString()).isEqualTo("[{\"code\":\"INVALID\",\"path\":[\"input\","
                + "\"id\"],\"message\":\"No play history is read from Plex Media Server itself. Tautulli keeps one.\"}]");

        connection = "connection_0000000000000";
        assertThat(start(false).at("/userErrors/0/code").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void givenAPlayOfAClockThatIsFast_whenTheHistoryIsReadAgain_thenWhatCameSinceIsReadAllTheSame()
            throws Exception {
        tautulli.play(movie(1, "ann", START));
        tautulli.play(movie(2, "ann", Instant.now().plusSeconds(10 * DAY).getEpochSecond()));
        read(false);
        tautulli.play(movie(3, "ann", Instant.now().getEpochSecond()));

        read(false);

        assertThat(stored()).hasSize(3);
    }

    @Test
    void givenASchedule_whenItRuns_thenTheHistoryIsRead() throws Exception {
        tautulli.play(movie(10, "ann", START));
        var schedule = client().data("mutation($id: ID!) { createSchedule(input: {name: \"Plays\", cron: \"@daily\","
                + " work: {playHistory: {id: $id}}}) { schedule { id } userErrors { message } } }",
                Map.of("id", connection)).at("/createSchedule/schedule/id").asText();

        var job = client().data("mutation($id: ID!) { runScheduleNow(input: {id: $id}) { job { id } } }",
                Map.of("id", schedule)).findValue("id").asText();
        new Jobs(client(), folder()).awaitEnd(job);

        assertThat(job).startsWith("playhistoryjob_");
        assertThat(stored()).hasSize(1);
    }
}
