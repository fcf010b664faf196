package org.reelgraph.jobs;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.EventStreamClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

class JobUpdatedTest extends ServerTest {

    private static final String FOLLOW = "subscription($id: ID) { jobUpdated(id: $id) { id state"
            + " progress { done current } log(first: 1) { totalCount } } }";

    private String started(Jobs jobs, String name) {
        jobs.file(name, "{\"kind\": \"MOVIE\", \"title\": \"" + name + "\"}\n");
        return jobs.start(Map.of("path", name)).at("/job/id").asText();
    }

    @Test
    void givenAJob_whenItIsFollowed_thenItsStateIsToldUntilItHasEnded() {
        var id = started(new Jobs(client(), folder()), "one.jsonl");
        var states = new ArrayList<String>();
        try (var stream = EventStreamClient.open(client(), FOLLOW, Map.of("id", id))) {
            for (var event = stream.next(); !event.isMissingNode(); event = stream.next()) {
                assertThat(event.path("errors")).isEmpty();
                assertThat(event.at("/data/jobUpdated/id").asText()).isEqualTo(id);
                states.add(event.at("/data/jobUpdated/state").asText());
            }
        }
        assertThat(states).endsWith("SUCCEEDED").containsOnlyOnce("SUCCEEDED");
        try (var stream = EventStreamClient.open(client(), FOLLOW, Map.of("id", id))) {
            assertThat(stream.next().at("/data/jobUpdated/state").asText()).isEqualTo("SUCCEEDED");
            assertThat(stream.next().isMissingNode()).isTrue();
        }
    }

    @Test
    void givenAllJobs_whenTheyAreFollowed_thenTheEndOfEachIsTold() {
        var jobs = new Jobs(client(), folder());
        jobs.awaitEnd(started(jobs, "before.jsonl"));
        try (var stream = EventStreamClient.open(client(), FOLLOW, Map.of())) {
            var first = started(jobs, "first.jsonl");
            var second = started(jobs, "second.jsonl");
            var told = new ArrayList<String>();
            while (!told.contains(first + " SUCCEEDED") || !told.contains(second + " SUCCEEDED")) {
                var job = stream.next().at("/data/jobUpdated");
                told.add(job.get("id").asText() + " " + job.get("state").asText());
            }
            assertThat(told).allSatisfy(state -> assertThat(state).containsAnyOf(first, second));
        }
    }

    @Test
    void givenNoSuchJob_whenItIsFollowed_thenTheErrorSaysSo() {
        for (var id : new String[]{"importjob_0000000000000", "movie_0000000000000", "x"}) {
            try (var stream = EventStreamClient.open(client(), FOLLOW, Map.of("id", id))) {
                assertThat(stream.next().at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
            }
        }
    }
}
