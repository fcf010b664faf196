package org.reelgraph.storage;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/** A disk without space is played by a database that may not grow. */
@SqliteOnly
class DiskFullTest extends ServerTest {

    @Inject
    @Named("writer")
    DataSource writer;
    @Inject
    DataSourceResolver resolver;

    // Until SQLite takes a transaction back: then the pool opens another connection, as if there were space again.
    private void fill() throws SQLException {
        try (var connection = resolver.resolve(writer).getConnection(); var statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = 1"); // the size that it has
        }
    }

    private static String lines(String prefix, int count) {
        return String.join("\n", IntStream.range(0, count)
                .mapToObj(i -> "{\"kind\": \"MOVIE\", \"ratingKey\": \"%s%d\", \"title\": \"%s\"}".formatted(prefix, i,
                        "Harbour".repeat(100)))
                .toList());
    }

    @Test
    void givenAFullDisk_whenAMutationWrites_thenItSaysSoAndWritesNothing_andTheNextSucceedsWhereThereIsSpace()
            throws SQLException {
        client();
        var before = Tables.rows(folder());
        fill();
        var movies = object("input", object("movies", IntStream.range(0, 100)
                .<Object>mapToObj(i -> object("title", "Harbour".repeat(100) + i)).toList()));

        var answer = client().answer("mutation($input: ImportMoviesInput!) { importMovies(input: $input) { created } }",
                movies);

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("STORAGE_FULL");
        assertThat(answer.toString()).doesNotContain("SQLITE", "INTERNAL_ERROR");
        assertThat(Tables.rows(folder())).isEqualTo(before);
        assertThat(new Imports(client()).movies(object("title", "Whole")).get("created").asInt()).isEqualTo(1);
    }

    @Test
    void givenAFullDisk_whenAJobWrites_thenItsVerdictSaysSo_andTheNextJobRuns() throws Exception {
        var jobs = new Jobs(client(), folder());
        jobs.file("full.jsonl", lines("full", 300));
        fill();

        var ended = jobs.run("full.jsonl");

        assertThat(ended.get("status").asText()).isEqualTo("FAILED");
        assertThat(ended.get("error").asText()).startsWith("The import failed: the disk is full.");
        assertThat(jobs.run("full.jsonl").get("status").asText()).isEqualTo("SUCCEEDED");
    }
}
