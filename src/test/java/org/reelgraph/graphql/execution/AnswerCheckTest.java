package org.reelgraph.graphql.execution;

import graphql.schema.GraphQLSchema;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.credit;
import static org.reelgraph.testing.Trees.object;

/**
 * Compares remembered answers with ones that are not, of the same state, while everything changes in every way. More of it
 * with {@code -Danswers=100000}.
 */
@Tag("faults")
class AnswerCheckTest extends ServerTest {

    private static final int ANSWERS = Integer.getInteger("answers", 1_000);
    private static final int TITLES = 12;
    private static final int QUESTIONS = 30;
    private static final int BETWEEN_CHANGES = 25;
    private static final List<String> ROOTS = List.of("series", "movie", "season", "episode");

    private static final List<String> STATEMENTS = List.of(
            "UPDATE media_items SET title = 'T%1$d', rating = 5 WHERE id = (SELECT min(id) FROM media_items)",
            "UPDATE media_items SET summary = 'S%1$d' WHERE rating_key = 'rk%2$d'",
            "UPDATE episodes SET title = 'E%1$d' WHERE number = 1",
            "UPDATE seasons SET summary = 'S%1$d'", "UPDATE people SET name = 'P%1$d' WHERE name = 'Second %2$d'",
            "DELETE FROM credits WHERE position = 2 AND owner_id = (SELECT max(id) FROM media_items)",
            "DELETE FROM media_tags WHERE name = 'Genre %2$d'",
            "DELETE FROM media_items WHERE id = (SELECT max(id) FROM media_items)");

    @Inject
    GraphQLSchema schema;

    @Inject
    RememberedAnswers answers;

    private final Random random = new Random(2026);
    private final Map<Integer, String> ids = new HashMap<>();
    private final List<Map<String, Object>> asked = new ArrayList<>();
    private int changes;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.cache", "on");
    }

    @Test
    @Timeout(1_800)
    void givenRandomChanges_whenAnythingIsAsked_thenItIsAnsweredAsIfNothingWereRemembered() throws SQLException {
        IntStream.range(0, TITLES).forEach(this::importTitle);
        for (var i = 0; i < ANSWERS; i++) {
            if (i % BETWEEN_CHANGES == 0) {
                change();
            }
            var body = question();
            var client = random.nextInt(3) == 0 ? client() : anonymous();
            assertThat(text(client, body)).as("answer %d to %s", i, body).isEqualTo(text(client, unremembered(body)));
        }
        assertThat(answers.hits()).isGreaterThan(ANSWERS / 10);
    }

    private static String text(GraphQlClient client, Map<String, Object> body) {
        return client.post(GraphQlClient.write(body)).body().replaceAll("\"requestId\":\"\\w+\"", "");
    }

    // Of a request with extensions that nobody knows, nothing is remembered.
    private static Map<String, Object> unremembered(Map<String, Object> body) {
        return Trees.with(body, "extensions", Map.of("unknown", true));
    }

    // Questions stay for a while, so that their answers are remembered.
    private Map<String, Object> question() {
        if (asked.size() < QUESTIONS) {
            asked.add(newQuestion());
        } else if (random.nextInt(QUESTIONS) == 0) {
            asked.set(random.nextInt(QUESTIONS), newQuestion());
        }
        return asked.get(random.nextInt(asked.size()));
    }

    // What fails is never remembered.
    private Map<String, Object> newQuestion() {
        var body = randomQuestion();
        while (text(anonymous(), body).contains("\"errors\"")) {
            body = randomQuestion();
        }
        return body;
    }

    private Map<String, Object> randomQuestion() {
        var documents = new RandomDocuments(schema, List.copyOf(ids.values()), random);
        var root = ROOTS.get(random.nextInt(ROOTS.size()));
        var fitting = ids.values().stream().filter(id -> id.startsWith(root + "_")).toList();
        var query = random.nextInt(4) == 0 ? documents.ofLibrary() : documents.ofItem(root);
        return object("query", query, "variables",
                object("yes", random.nextBoolean(), "id", fitting.get(random.nextInt(fitting.size()))));
    }

    private void change() throws SQLException {
        changes++;
        switch (random.nextInt(5)) {
            case 0 -> Tables.run(folder(), STATEMENTS.get(random.nextInt(STATEMENTS.size())).formatted(changes,
                    random.nextInt(TITLES)));
            case 1 -> {
                var id = ids.get(random.nextInt(TITLES) * 3);
                client().answer("mutation { deleteMedia(input: {id: \"" + id + "\"}) { userErrors { code } } }");
            }
            default -> importTitle(random.nextInt(TITLES));
        }
    }

    private void importTitle(int number) {
        var cast = List.of(credit("Lead " + number, "Hero " + changes, "nm" + (random.nextInt(20) == 0 ? 1 : number)),
                credit("Second " + random.nextInt(TITLES), "Friend"));
        var title = Trees.with(Trees.series(number, 1 + random.nextInt(2), 1 + random.nextInt(3)), "title",
                "Title " + random.nextInt(5), "genres", List.of("Genre " + random.nextInt(3)), "cast", cast, "year",
                1990 + random.nextInt(20));
        if (number % 2 == 0) {
            title.remove("seasons");
            ids.put(number * 3, new Imports(client()).movies(title).at("/movies/0/id").asText());
        } else {
            var id = new Imports(client()).series(title).at("/series/0/id").asText();
            ids.put(number * 3, id);
            var below = client().data("query($id: ID!) { series(id: $id) { seasons { id episodes { id } } } }",
                    Map.of("id", id)).at("/series/seasons/0");
            ids.put(number * 3 + 1, below.path("id").asText());
            ids.put(number * 3 + 2, below.at("/episodes/0/id").asText());
        }
    }
}
