package org.reelgraph.catalog;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts come out of the database as they are in it, in brief reads and in full ones, and by both ways of execution. */
class StoredTextsTest extends ServerTest {

    private static final String BRIEF = """
                                        { allSeries { edges { node { title seasons { episodes { id title summary airedOn cast { character person { name } } } } } } }
                                          brief: allSeries { edges { node { id title } } } }""";
    private static final String FULL = BRIEF.replace("title summary", "title summary createdAt")
            .replace("{ id title }", "{ id title createdAt }").replace("{ name }", "{ name externalIds { imdb } }");

    private static final List<String> INVALID = List.of("ff", "41c3", "c32241", "e28222", "eda080", "f09f8e");

    private EmbeddedServer standard;

    @BeforeAll
    void importOne() {
        client().data("""
                      mutation { importSeries(input: {series: [{title: "T", seasons: [{number: 1, episodes: [
                        {number: 1, title: "E", summary: "S", airedOn: "2022-08-14"}]}],
                        cast: [{character: "C", person: {name: "P"}}]}]}) { series { id } } }""");
        var settings = new HashMap<String, Object>(getProperties());
        settings.put("reelgraph.execution", "standard");
        standard = ApplicationContext.run(EmbeddedServer.class, settings);
    }

    @AfterAll
    void stop() {
        standard.close();
    }

    private static Stream<byte[]> stored() {
        return Stream.concat(
                Stream.of("", "plain", "eight\"ht", "back\\slash", "\t\n\r\b\f\u0001\u001f", "\u007f\u0080é", "進撃の巨人",
                        "🎬",
                        "long " + "Wörter \"in\" Sätzen ".repeat(5_000))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                // As another program may have written them, where the database lets it.
                INVALID.stream().filter(hex -> !TestDatabase.isPostgresql())
                        .map(hex -> HexFormat.of().parseHex(hex)));
    }

    @ParameterizedTest
    @MethodSource("stored")
    void givenAText_whenItIsAskedFor_thenTheAnswerHasIt(byte[] stored) throws SQLException {
        var value = (TestDatabase.isPostgresql() ? "convert_from('\\x%s', 'UTF8')" : "CAST(x'%s' AS TEXT)")
                .formatted(HexFormat.of().formatHex(stored));
        Tables.run(folder(), "UPDATE media_items SET title = " + value);
        Tables.run(folder(), "UPDATE episodes SET title = " + value + ", summary = " + value);
        Tables.run(folder(), "UPDATE credits SET character = " + value);
        Tables.run(folder(), "UPDATE people SET name = " + value);
        var text = new String(stored, StandardCharsets.UTF_8);

        for (var query : List.of(BRIEF, FULL)) {
            var answer = body(anonymous(), query);
            var data = GraphQlClient.json(answer).get("data");
            var episode = data.at("/allSeries/edges/0/node/seasons/0/episodes/0");

            assertThat(Stream.of(data.at("/allSeries/edges/0/node/title"), data.at("/brief/edges/0/node/title"),
                    episode.get("title"), episode.get("summary"), episode.at("/cast/0/character"),
                    episode.at("/cast/0/person/name"))).as(query).allMatch(found -> found.asText().equals(text));
            assertThat(episode.get("airedOn").asText()).isEqualTo("2022-08-14");
            assertThat(body(new GraphQlClient(standard.getURI()), query)).isEqualTo(answer);
        }
    }

    private static String body(GraphQlClient client, String query) {
        return client.post(GraphQlClient.write(Map.of("query", query)), "accept", "application/json", "content-type",
                "application/json").body();
    }
}
