package org.reelgraph.storage;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.HeldWriter;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** Mutations of several clients that wait for each other. */
@SqliteOnly
class GroupedMutationsTest extends ServerTest {

    private static final int MUTATIONS = 6;
    private static final int REFUSED = 3;

    @Inject
    WriteTransactions transactions;
    @Inject
    CommitGroups groups;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.rate.mutations", "0");
    }

    private JsonNode mutate(int number) {
        return client().answer(
                "mutation { importMovies(input: {source: \"group\", movies: [{ratingKey: \"%s\", title: \"Harbour %d\"}]}) { created movies { title } userErrors { code } } }"
                        .formatted(number, number));
    }

    // All but the first wait while this has the database.
    private List<JsonNode> atOnce() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            var answers = new ArrayList<Future<JsonNode>>();
            try (var held = HeldWriter.hold(transactions)) {
                for (var i = 0; i < MUTATIONS; i++) {
                    var number = i;
                    answers.add(threads.submit(() -> mutate(number)));
                }
                while (groups.size() < MUTATIONS) {
                    Pause.briefly();
                }
            }
            var all = new ArrayList<JsonNode>();
            for (var answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    @Test
    void givenMutationsThatWait_whenOneFails_thenEachOfTheOthersIsAnsweredWithWhatItWroteInOrderWithoutGaps()
            throws Exception {
        client();
        Tables.run(folder(), "CREATE TRIGGER refuse BEFORE INSERT ON media_items WHEN NEW.rating_key = '" + REFUSED
                + "' BEGIN SELECT RAISE(ABORT, 'no'); END");

        var answers = atOnce();

        for (var i = 0; i < MUTATIONS; i++) {
            if (i == REFUSED) {
                assertThat(answers.get(i).get("errors")).isNotEmpty();
            } else {
                var payload = answers.get(i).at("/data/importMovies");
                assertThat(payload.get("created").asInt()).isEqualTo(1);
                assertThat(payload.at("/movies/0/title").asText()).isEqualTo("Harbour " + i);
            }
        }
        var written = IntStream.range(0, MUTATIONS).filter(i -> i != REFUSED).mapToObj(i -> "|Harbour " + i).toList();
        assertThat(Tables.query(folder(), "SELECT title FROM media_items"))
                .containsExactlyInAnyOrderElementsOf(written);
        assertThat(Tables.query(folder(), "SELECT seq FROM changes ORDER BY seq"))
                .containsExactly("|1", "|2", "|3", "|4", "|5");
        assertThat(Tables.query(folder(), "SELECT count(*) FROM audit_log WHERE action = 'importMovies'"))
                .containsExactly("|5");
        assertThat(anonymous().data("{ search(query: \"harbour\") { totalCount } }").at("/search/totalCount").asInt())
                .isEqualTo(MUTATIONS - 1);
        assertThat(Tables.query(folder(), "SELECT count(*) FROM search_pending")).containsExactly("|0");
    }
}
