package org.reelgraph.storage.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
@SqliteOnly
class DatabaseFileTest extends ServerTest {

    private static final String CHANGE = "mutation { changeSetting(input: {name: \"REELGRAPH_RATE_MUTATIONS\" value: \"%s\"})"
            + " { setting { storedValue } } }";
    private static final String MOVIES = "/graphql?query=%7BallMovies%7BtotalCount%7D%7D";

    private String code(String document) {
        return client().answer(document).at("/errors/0/extensions/code").asText();
    }

    private void awaitHealth(int status) {
        while (anonymous().get("/health").statusCode() != status) {
            Pause.briefly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reelgraph.db", "reelgraph.db-wal", "reelgraph.db-shm"})
    void givenAFileThatIsGone_whenWrittenAndRead_thenBothAreRefusedUntilItIsBack(String name)
            throws IOException, SQLException {
        client().data(CHANGE.formatted("500"));
        var tag = anonymous().get(MOVIES).headers().firstValue("etag").orElseThrow();
        var file = folder().resolve(name);
        var away = folder().resolve("away");
        Files.move(file, away);

        assertThat(code(CHANGE.formatted("501"))).isEqualTo("DATABASE_DAMAGED");
        awaitHealth(503);
        assertThat(code("{ allMovies { totalCount } }")).isEqualTo("DATABASE_DAMAGED");
        assertThat(anonymous().get(MOVIES, "if-none-match", tag).statusCode()).isEqualTo(503);

        Files.move(away, file);
        awaitHealth(200);
        assertThat(anonymous().get(MOVIES, "if-none-match", tag).statusCode()).isEqualTo(304);
        assertThat(Tables.query(folder(), "SELECT value FROM settings")).containsExactly("|500");
        assertThat(client().data(CHANGE.formatted("502")).toString()).contains("502");
        assertThat(client().data("{ allMovies { totalCount } }").at("/allMovies/totalCount").asInt()).isZero();
    }

    @Test
    void givenAnotherFileInItsPlace_whenWritten_thenItIsRefused() throws IOException {
        client().data(CHANGE.formatted("500"));
        var file = folder().resolve("reelgraph.db");
        var away = Files.move(file, folder().resolve("away"));
        Files.copy(away, file);

        assertThat(code(CHANGE.formatted("501"))).isEqualTo("DATABASE_DAMAGED");
        awaitHealth(503);

        Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);
        awaitHealth(200);
    }

    @Test
    void givenAClient_whenTheFileIsGone_thenTheMessageNamesNoPath() throws IOException {
        var file = folder().resolve("reelgraph.db");
        client();
        Path away = Files.move(file, folder().resolve("away"));

        var answer = client().answer(CHANGE.formatted("501")).toString();

        Files.move(away, file);
        awaitHealth(200);
        assertThat(answer).contains("removed or replaced").doesNotContain("reelgraph.db", "SQLITE", "jdbc");
    }
}
