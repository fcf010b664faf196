package org.reelgraph.catalog.collation;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Tag("database")
class CollationTest {

    private static final String TITLES = "{ allMovies { edges { node { title } } } }";

    private final Path folder = ServerTest.newFolder("CollationTest");

    private <T> List<T> withServer(String language, Function<GraphQlClient, List<T>> work) {
        return with(Map.of("reelgraph.sort-language", language), work);
    }

    private <T> List<T> with(Map<String, Object> given, Function<GraphQlClient, List<T>> work) {
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.putAll(Map.of("reelgraph.data-dir", folder.toString(), "micronaut.server.port", "-1"));
        settings.putAll(given);
        try (var server = ApplicationContext.run(EmbeddedServer.class, settings)) {
            return work.apply(Accounts.admin(server.getURI()));
        }
    }

    private static List<String> importMovies(GraphQlClient client, String... titles) {
        var movies = Stream.of(titles).map(title -> Map.of("title", title, "cast",
                List.of(Map.of("person", Map.of("name", title + " Person"))))).toList();
        return client.data("mutation($movies: [MovieInput!]!) { importMovies(input: {movies: $movies}) { created } }",
                Map.of("movies", movies)).findValuesAsText("created");
    }

    private static List<String> titles(GraphQlClient client) {
        return client.data(TITLES).get("allMovies").findValuesAsText("title");
    }

    @Test
    void givenAnotherLanguage_whenStartedAgain_thenEverythingIsSortedByItsRules() throws SQLException {
        withServer("de", client -> importMovies(client, "Zoo", "Ärger", "Ast", "Arger"));

        assertThat(withServer("de", CollationTest::titles)).containsExactly("Arger", "Ärger", "Ast", "Zoo");
        var before = Tables.query(folder, "SELECT seq FROM changes");
        assertThat(withServer("sv", CollationTest::titles)).containsExactly("Arger", "Ast", "Zoo", "Ärger");
        assertThat(withServer("binary", client -> {
            importMovies(client, "arg");
            return titles(client);
        })).containsExactly("Arger", "Ast", "Zoo", "arg", "Ärger");
        assertThat(Tables.query(folder, "SELECT seq FROM changes")).containsAll(before).hasSize(5);
        assertThat(Tables.query(folder, "SELECT name FROM people ORDER BY sort_key")).containsExactly("|Arger Person",
                "|Ast Person", "|Zoo Person", "|arg Person", "|Ärger Person");
    }

    @Test
    void givenCodePointsAsTheyAre_whenTitlesAreFiltered_thenOnlyTheCaseOfAToZMakesNoDifference() {
        withServer("binary", client -> importMovies(client, "Ärger", "Arger", "arg", "ÄRGERLICH", "Ast"));

        for (var language : List.of("binary", "und")) {
            withServer(language, client -> {
                for (var way : List.of("contains", "startsWith")) {
                    assertThat(found(client, way, "ARG")).as(language + way).isEqualTo(language.equals("und")
                            ? List.of("arg", "Arger", "Ärger", "ÄRGERLICH")
                            : List.of("Arger", "arg"));
                    assertThat(found(client, way, "Ärg")).as(language + way).hasSize(language.equals("und") ? 4 : 2);
                    assertThat(found(client, way, "ärg")).as(language + way).hasSize(language.equals("und") ? 4 : 0);
                }
                return List.of();
            });
        }
    }

    private static List<String> found(GraphQlClient client, String way, String text) {
        var movies = client.data(
                "query($filter: MediaFilter) { allMovies(filter: $filter) { totalCount edges { node { title } } } }",
                Map.of("filter", Map.of("title", Map.of(way, text)))).get("allMovies");
        var titles = movies.findValuesAsText("title");
        assertThat(movies.get("totalCount").asInt()).isEqualTo(titles.size());
        return titles;
    }

    @Test
    void givenACursor_whenTheLanguageIsAnother_thenItIsRefused() {
        var page = "{ allMovies(first: 1) { pageInfo { endCursor } } people(first: 1) { pageInfo { endCursor } } }";
        var cursors = withServer("de", client -> {
            importMovies(client, "Zoo", "Ärger");
            return client.data(page).findValuesAsText("endCursor");
        });

        var messages = withServer("sv", client -> client
                .answer("{ allMovies(after: \"" + cursors.get(0) + "\") { totalCount } people(after: \""
                        + cursors.get(1)
                        + "\") { totalCount } }")
                .findValuesAsText("message"));

        assertThat(messages).hasSize(2).allMatch(message -> message.contains("is not a cursor of this list"));
        assertThat(withServer("de", client -> client.data("{ allMovies(after: \"" + cursors.get(0)
                + "\") { edges { node { title } } } }").findValuesAsText("title"))).containsExactly("Zoo");
    }

    @Test
    void givenACommand_whenItsSettingSaysAnotherLanguageThanTheServers_thenTheServersIsKeptTo() throws SQLException {
        withServer("sv", client -> importMovies(client, "Ärger", "Zoo"));
        var before = Tables.query(folder, "SELECT sort_key FROM media_items");

        ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.serves", "false",
                "reelgraph.sort-language", "de")).close();

        assertThat(Tables.query(folder, "SELECT sort_key FROM media_items")).isEqualTo(before);
    }

    @Test
    void givenKeysOfAnotherVersion_whenStarted_thenTheyAreMadeAnew() throws SQLException {
        withServer("de", client -> importMovies(client, "Ärger"));
        var before = Tables.query(folder, "SELECT sort_key, folded_title FROM media_items");
        Tables.run(folder, "UPDATE media_items SET sort_key = '', folded_title = ''");
        Tables.run(folder, "UPDATE \"collation\" SET version = 'older'");

        withServer("de", CollationTest::titles);

        assertThat(Tables.query(folder, "SELECT sort_key, folded_title FROM media_items")).isEqualTo(before);
    }

    @Test
    void givenNoLanguage_whenStarted_thenTheErrorNamesTheSetting() {
        assertThatThrownBy(() -> withServer("german", CollationTest::titles))
                .hasStackTraceContaining("REELGRAPH_SORT_LANGUAGE names no language: 'german'");
    }

    @Test
    void givenTheSettingInTheDatabase_whenChanged_thenItIsCheckedAndCountsFromTheNextStart() {
        with(Map.of(), client -> importMovies(client, "Zoo", "Ärger"));
        var change = "mutation($value: String) { changeSetting(input: {name: \"REELGRAPH_SORT_LANGUAGE\", value: $value})"
                + " { userErrors { code } } }";

        assertThat(with(Map.of(), client -> client.data(change, Map.of("value", "german")).findValuesAsText("code")))
                .containsExactly("INVALID");
        assertThat(with(Map.of(), client -> client.data(change, Map.of("value", "sv")).findValuesAsText("code")))
                .isEmpty();
        assertThat(with(Map.of(), CollationTest::titles)).containsExactly("Zoo", "Ärger");
    }
}
