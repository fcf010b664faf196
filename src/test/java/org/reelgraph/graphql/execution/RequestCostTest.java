package org.reelgraph.graphql.execution;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.Library;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;

/** What queries of the benchmark cost, in statements. */
class RequestCostTest extends ServerTest {

    @Inject
    StatementCounter counter;

    @BeforeAll
    void importSeries() {
        var small = Trees.series(2, 1, 1);
        client().data("mutation($s: [SeriesInput!]!) { importSeries(input: {series: $s}) { created } }",
                Map.of("s", List.of(new Library(1).series(1), small)));
    }

    @ParameterizedTest
    @CsvSource({"W1, 4", "W2, 5"})
    void givenALargeOrASmallSeries_whenAsked_thenTheStatementsAreAsMany(String workload, int statements)
            throws IOException {
        assertThat(statementsOf(workload, "1")).as("large").hasSize(statements);
        assertThat(statementsOf(workload, "rk2")).as("small").hasSize(statements);
    }

    @ParameterizedTest
    @CsvSource({"W1", "W2"})
    @DisabledIfSystemProperty(named = "reelgraph.execution", matches = "standard",
            disabledReason = "Only plans know which columns nobody needs.")
    void givenWhatTheBenchmarkAsks_whenItRuns_thenNoColumnIsReadThatNobodyAskedFor(String workload) throws IOException {
        assertThat(statementsOf(workload, "1"))
                .filteredOn(sql -> sql.contains(" episodes ") || sql.contains(" credits "))
                .hasSize(workload.equals("W1") ? 2 : 3)
                .noneMatch(sql -> sql.contains("metadata") || sql.contains("imdb") || sql.contains("created_at"));
    }

    @Test
    @DisabledIfSystemProperty(named = "reelgraph.execution", matches = "standard",
            disabledReason = "Only plans know which columns nobody needs.")
    void givenAPageOfSeries_whenAsked_thenItTakesThreeStatements_andItsItemsComeOutOfAnIndex()
            throws IOException, SQLException {
        var statements = statementsOfTheList();

        assertThat(statements).hasSize(3);
        if (!TestDatabase.isPostgresql()) {
            assertThat(plans(statements)).anyMatch(step -> step.contains("COVERING INDEX media_items_by_sort_key "));
        }
    }

    @Test
    @SqliteOnly
    void givenWhatTheBenchmarkAsks_whenItRuns_thenNothingIsSorted() throws IOException, SQLException {
        var statements = new ArrayList<>(statementsOf("W1", "1"));
        statements.addAll(statementsOf("W2", "1"));
        statements.addAll(statementsOfTheList());

        assertThat(plans(statements)).hasSizeGreaterThanOrEqualTo(statements.size())
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    private List<String> plans(List<String> statements) throws SQLException {
        var steps = new ArrayList<String>();
        for (var statement : statements) {
            steps.addAll(Tables.query(folder(), "EXPLAIN QUERY PLAN " + statement));
        }
        return steps;
    }

    private List<String> statementsOfTheList() throws IOException {
        counter.reset();
        var data = anonymous().data(Files.readString(Path.of("src/bench/queries/W3.graphql")), Map.of("first", 50));
        assertThat(data.at("/allSeries/edges")).hasSize(2);
        return counter.statements();
    }

    private List<String> statementsOf(String workload, String ratingKey) throws IOException {
        var id = anonymous().data("query($key: String!) { media(by: {ratingKey: $key}) { id } }",
                Map.of("key", ratingKey)).at("/media/id").asText();
        counter.reset();
        var data = anonymous().data(Files.readString(Path.of("src/bench/queries/" + workload + ".graphql")),
                Map.of("id", id));
        assertThat(data.at("/series/seasons/0/episodes/0/title").isTextual()).isTrue();
        return counter.statements();
    }
}
