package org.reelgraph.graphql.execution;

import graphql.schema.GraphQLSchema;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Two servers on one library, one for each way of execution: the real schema's answers, to the byte. */
class ExecutionModeTest extends ServerTest {

    private static final int QUESTIONS = 120;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.demo", "true", "reelgraph.execution", "plan");
    }

    private EmbeddedServer startStandard() {
        var settings = new HashMap<String, Object>(getProperties());
        settings.put("reelgraph.execution", "standard");
        return ApplicationContext.run(EmbeddedServer.class, settings);
    }

    @Test
    @Timeout(300)
    void givenTheRealSchema_whenAnythingIsAsked_thenBothWaysAnswerTheSame() {
        var schema = server.getApplicationContext().getBean(GraphQLSchema.class);
        var answers = new HashMap<String, Integer>();
        try (var standard = startStandard()) {
            // An access token of one server is one of the other: they share the folder, with its secret and sessions.
            var token = Accounts.login(anonymous(), Accounts.ADMIN, Accounts.PASSWORD).get("accessToken").asText();
            var ids = ids();
            for (var seed = 0; seed < QUESTIONS; seed++) {
                var body = new RandomDocuments(schema, ids, new Random(seed)).request();
                var planned = answer(new GraphQlClient(server.getURI()), seed, token, body);
                var expected = answer(new GraphQlClient(standard.getURI()), seed, token, body);
                var answer = GraphQlClient.json(planned);
                if (answer.path("errors").size() > 1) {
                    assertThat(inAnyOrder(planned)).as(body).isEqualTo(inAnyOrder(expected));
                } else {
                    assertThat(planned).as(body).isEqualTo(expected);
                }
                var outcome = answer.path("data").isObject()
                        ? answer.has("errors") ? "data and errors" : "data"
                        : answer.at("/errors/0/extensions/code").asText();
                answers.merge(outcome, 1, Integer::sum);
            }
        }
        assertThat(answers.get("data")).as("%s", answers).isGreaterThan(QUESTIONS / 20);
        assertThat(answers.get("data and errors")).as("%s", answers).isGreaterThan(QUESTIONS / 20);
    }

    // The order of errors of values that come later is that in which they come, which nothing prescribes.
    private static Map<String, Object> inAnyOrder(String answer) {
        var json = GraphQlClient.json(answer);
        var errors = new HashSet<String>();
        json.path("errors").forEach(error -> errors.add(error.toString()));
        return Map.of("errors", errors, "data", json.path("data").toString());
    }

    // One in three is nobody's, who may see the catalogue and not the rest.
    private static String answer(GraphQlClient client, int seed, String token, String body) {
        return (seed % 3 == 0 ? client : client.with(token))
                .post(body, "accept", "application/json", "content-type", "application/json").body()
                .replaceAll(",\"requestId\":\"\\w+\"", "");
    }

    private List<String> ids() {
        var found = client()
                .data("""
                      { allMedia(first: 8) { edges { node { id } } } people(first: 3) { edges { node { id } } }
                        allSeries(first: 2) { edges { node { seasons { id episodes { id } } } } } }""");
        var ids = new java.util.ArrayList<>(found.findValuesAsText("id"));
        ids.add("movie_0000000000000");
        ids.add("nothing");
        return ids;
    }
}
