package org.reelgraph.storage;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

@SqliteOnly
class LostTransactionTest extends ServerTest {

    private static final String IMPORT = "mutation { importMovies(input: {movies: [{ratingKey: \"busy\", title: \"T\"}]})"
            + " { created } }";

    @Override
    protected Map<String, String> settings() {
        return Map.of("datasources.writer.url", "jdbc:sqlite:${reelgraph.data-dir}/reelgraph.db?journal_mode=WAL"
                + "&busy_timeout=100&foreign_keys=true&transaction_mode=IMMEDIATE");
    }

    @Test
    void givenAnotherProcessThatHoldsTheDatabase_whenItLetsGo_thenWritesAreWholeTransactionsAgain()
            throws SQLException {
        client(); // signs in, while that can be written
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder().resolve("reelgraph.db"));
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThat(client().answer(IMPORT).at("/errors/0/extensions/code").asText()).isEqualTo("OVERLOADED");
            statement.execute("ROLLBACK");
        }

        assertThat(client().data(IMPORT).at("/importMovies/created").asInt()).isEqualTo(1);

        // A statement that fails late: what the transaction wrote before it must not stay.
        Tables.run(folder(), "CREATE TRIGGER refuse BEFORE INSERT ON credits BEGIN SELECT RAISE(ABORT, 'no'); END");
        var failing = object("input", object("movies", List.of(object("title", "Half", "cast",
                List.of(object("person", object("name", "Nobody")))))));
        assertThat(client().answer("mutation($input: ImportMoviesInput!) { importMovies(input: $input) { created } }",
                failing).get("errors")).isNotEmpty();
        Tables.run(folder(), "DROP TRIGGER refuse");
        assertThat(Tables.query(folder(), "SELECT title FROM media_items")).containsExactly("|T");
        assertThat(new Imports(client()).movies(object("title", "Whole")).get("created").asInt()).isEqualTo(1);
    }
}
