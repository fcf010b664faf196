package org.reelgraph.catalog.lists;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.catalog.search.SearchIndexer;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

class PeopleListTest extends ServerTest {

    private static final String PAGE = """
                                       query($filter: PersonFilter, $orderBy: [PersonOrder!], $first: Int, $after: String, $last: Int, $before: String) {
                                         people(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
                                           totalCount edges { node { name } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }""";
    private static final List<String> NAMES = List.of("Zoë Quist", "Ängla Berg", "anna Arp", "Öde Mann", "Bo Ek",
            "Bo Ek", "Łukasz Zych", "進 撃");

    @Inject
    StatementCounter counter;
    @Inject
    SearchIndexer indexer;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.sort-language", "de");
    }

    @BeforeAll
    void fill() {
        var cast = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < NAMES.size(); i++) {
            cast.add(Map.of("person", NAMES.get(i).equals("Bo Ek")
                    ? Map.of("name", NAMES.get(i), "externalIds", Map.of("imdb", "nm" + (i - 3)))
                    : Map.of("name", NAMES.get(i))));
        }
        client().data(
                "mutation($cast: [CastCreditInput!]) { importMovies(input: {movies: [{title: \"M\", cast: $cast}]}) { created } }",
                Map.of("cast", cast));
        client().data(
                """
                mutation { importSeries(input: {series: [{title: "S", seasons: [{number: 1 episodes: [{number: 1
                  cast: [{person: {name: "Bo Ek", externalIds: {imdb: "nm1"}}}, {person: {name: "Episode Guest"}}]}]}]}]}) { created } }""");
    }

    private JsonNode page(Map<String, Object> variables) {
        return client().data(PAGE, variables).get("people");
    }

    private List<String> names(Map<String, Object> variables) {
        return page(variables).findValuesAsText("name");
    }

    @Test
    void givenPeople_whenListed_thenTheyComeByNameInTheLanguagesOrder_bothWays() {
        var inOrder = List.of("Ängla Berg", "anna Arp", "Bo Ek", "Bo Ek", "Episode Guest", "Łukasz Zych", "Öde Mann",
                "Zoë Quist", "進 撃");

        assertThat(names(Map.of())).isEqualTo(inOrder);
        assertThat(names(Map.of("orderBy", List.of(Map.of("field", "NAME", "direction", "DESC")))))
                .isEqualTo(inOrder.reversed());
        for (var order : List.of(List.of(), List.of(Map.of("field", "CREATED_AT", "direction", "DESC")),
                List.of(Map.of("field", "NAME"), Map.of("field", "CREATED_AT", "direction", "DESC")))) {
            var whole = names(Map.of("orderBy", order));
            var forwards = new ArrayList<String>();
            var variables = new HashMap<String, Object>(Map.of("first", 2, "orderBy", order));
            for (var page = page(variables);; page = page(variables)) {
                forwards.addAll(page.findValuesAsText("name"));
                variables.put("after", page.at("/pageInfo/endCursor").asText());
                if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                    break;
                }
            }
            assertThat(forwards).isEqualTo(whole);
            var backwards = new ArrayList<String>();
            var back = new HashMap<String, Object>(Map.of("last", 4, "orderBy", order));
            for (var page = page(back);; page = page(back)) {
                backwards.addAll(0, page.findValuesAsText("name"));
                back.put("before", page.at("/pageInfo/startCursor").asText());
                if (!page.at("/pageInfo/hasPreviousPage").asBoolean()) {
                    break;
                }
            }
            assertThat(backwards).isEqualTo(whole);
        }
    }

    @Test
    void givenAFilter_whenPeopleAreListed_thenOnlyThoseComeWhoFit() {
        assertThat(names(Map.of("filter", Map.of("name", Map.of("startsWith", "ANGLA")))))
                .containsExactly("Ängla Berg");
        assertThat(names(Map.of("filter", Map.of("name", Map.of("contains", "zych"))))).containsExactly("Łukasz Zych");
        assertThat(names(Map.of("filter", Map.of("name", Map.of("equals", "lukasz zych")))))
                .containsExactly("Łukasz Zych");
        assertThat(names(Map.of("filter", Map.of("matchedBy", "EXTERNAL_ID")))).containsExactly("Bo Ek", "Bo Ek");
        assertThat(page(Map.of("filter", Map.of("matchedBy", "NAME"), "first", 1)).get("totalCount").asInt())
                .isEqualTo(7);
        var series = client().data("{ allSeries { edges { node { id } } } }").at("/allSeries/edges/0/node/id").asText();
        assertThat(names(Map.of("filter", Map.of("creditedIn", series)))).containsExactly("Bo Ek", "Episode Guest");
        for (var wrong : Stream.of("person_0000000000000", "x").toList()) {
            assertThat(client().answer(PAGE, Map.of("filter", Map.of("creditedIn", wrong)))
                    .at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
        }
    }

    @Test
    @SqliteOnly
    void givenManyPeople_whenTheyAreFiltered_thenNoTableIsReadAsAWhole() throws SQLException {
        Tables.run(folder(), "INSERT INTO people (id, name, sort_key, folded_name, created_at, updated_at) VALUES "
                + String.join(", ", IntStream.range(0, 2_500)
                        .mapToObj(i -> "(%d, 'z', 'zz%04d', 'zz %04d', 1, 1)".formatted(1_000 + i, i, i)).toList()));
        counter.reset();
        try {
            assertThat(names(Map.of("filter", Map.of("name", Map.of("startsWith", "zz 2499"))))).containsExactly("z");
            indexer.start(new StartupEvent(server.getApplicationContext()));
            assertThat(names(Map.of("filter", Map.of("name", Map.of("contains", "Mann"))))).containsExactly("Öde Mann");
            var movie = client().data("{ allMovies { edges { node { id } } } }").at("/allMovies/edges/0/node/id");
            assertThat(names(Map.of("filter", Map.of("creditedIn", movie.asText())))).hasSize(8);
            assertThat(names(Map.of("filter", Map.of("creditedIn", movie.asText(), "name", Map.of("contains", "o e")))))
                    .hasSize(2);
            for (var sql : counter.statements().stream().filter(sql -> sql.contains("FROM people")).distinct()
                    .toList()) {
                assertThat(Tables.query(folder(), "EXPLAIN QUERY PLAN " + sql)).as(sql).noneMatch(
                        step -> step.matches(".*SCAN (people|credits|episodes)\\b.*")
                                && !sql.matches(".*LIMIT (500|4000|20000)\\) AS .*"));
            }
        } finally {
            Tables.run(folder(), "DELETE FROM people WHERE name = 'z'");
        }
    }
}
