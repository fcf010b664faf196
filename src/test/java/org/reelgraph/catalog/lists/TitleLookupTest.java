package org.reelgraph.catalog.lists;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

class TitleLookupTest extends ServerTest {

    // More than a request reads itself.
    private static final int MANY = 700;
    private static final List<String> CHARACTERS = List.of("a", "b", "ab", " ", "ä", "é", "撃", "進", "🎬", "ÿ", "%",
            "'");

    @Inject
    LibraryStateReader states;

    @Inject
    TitleReader reader;

    @Inject
    ReadTransactions reads;

    @Inject
    StatementCounter counter;

    private final Random random = new Random(11);
    private TitleLookup lookup;

    @BeforeEach
    void empty() throws SQLException {
        Tables.run(folder(), "DELETE FROM media_items");
        forgetDeletions();
        lookup = new TitleLookup(states, reader, reads);
    }

    private void forgetDeletions() throws SQLException {
        Tables.run(folder(), "DELETE FROM changes WHERE deleted = 1");
        Tables.run(folder(), "UPDATE change_places SET forgotten = last");
    }

    private String text(int most) {
        var text = new StringBuilder();
        for (var i = 1 + random.nextInt(most); i > 0; i--) {
            text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
        }
        return text.toString();
    }

    private void write(long id) throws SQLException {
        var title = text(8).replace("'", "''");
        // Few keys, so that ids decide.
        Tables.run(folder(), ("INSERT INTO media_items (id, kind, source, title, sort_key, folded_title, created_at,"
                + " updated_at) VALUES (%d, '%s', 'x', '%s', '%s', '%s', 1, 1) ON CONFLICT (id) DO UPDATE SET"
                + " sort_key = excluded.sort_key, folded_title = excluded.folded_title, updated_at = media_items.updated_at + 1")
                .formatted(id, random.nextBoolean() ? "MOVIE" : "SERIES", title, text(1).replace("'", "''"), title));
    }

    private void writeMany(int count) throws SQLException {
        Tables.run(folder(), ("INSERT INTO media_items (id, kind, source, title, sort_key, folded_title, created_at,"
                + " updated_at) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                + " SELECT 1000 + i, 'MOVIE', 'x', 'Many ' || i, 'many ' || i, 'many ' || i, 1, 1 FROM n")
                .formatted(count));
    }

    private <T> T reading(Supplier<T> work) {
        return reads.within(Duration.ofMinutes(1), bytes -> {
        }, work);
    }

    private Optional<OrderedTitles> titles() {
        return reading(lookup::titles);
    }

    private List<Long> inDatabase(String text, Optional<MediaKind> kind, boolean backwards) throws SQLException {
        var way = backwards ? " DESC" : "";
        var condition = kind.map(only -> " WHERE kind = '" + only + "'").orElse("");
        return Tables
                .query(folder(), "SELECT id, folded_title FROM media_items" + condition + " ORDER BY sort_key" + way
                        + ", id" + way)
                .stream().map(row -> row.split("\\|", 3)).filter(row -> row[2].contains(text))
                .map(row -> Long.valueOf(row[1])).toList();
    }

    private void compare(OrderedTitles titles) throws SQLException {
        for (var i = 0; i < 25; i++) {
            var text = text(2);
            var kind = Optional.of(MediaKind.MOVIE).filter(any -> random.nextBoolean());
            var backwards = random.nextBoolean();
            var expected = inDatabase(text, kind, backwards);
            var most = 1 + random.nextInt(10);
            assertThat(titles.containing(text, kind, Optional.empty(), backwards, most)).as(text)
                    .isEqualTo(expected.subList(0, Math.min(most, expected.size())));
            assertThat(titles.count(text, kind)).isEqualTo(expected.size());
            if (!expected.isEmpty()) {
                var from = random.nextInt(expected.size());
                assertThat(titles.containing(text, kind, Optional.of(expected.get(from)), backwards, 1_000)).as(text)
                        .isEqualTo(expected.subList(from, expected.size()));
            }
        }
    }

    @Test
    void givenChangesOfAnyKind_whenTextsAreLookedFor_thenTheSameIsFoundAsInTheDatabase() throws SQLException {
        for (var round = 0; round < 6; round++) {
            for (var i = random.nextInt(12); i >= 0; i--) {
                write(1 + random.nextInt(60));
            }
            Tables.run(folder(), "DELETE FROM media_items WHERE id % 7 = " + random.nextInt(7));

            compare(titles().orElseThrow());
        }
    }

    @Test
    void givenManyChanges_whenAsked_thenTheDatabaseFindsTitlesUntilTheyAreInMemory() throws SQLException {
        writeMany(MANY);

        assertThat(titles()).isEmpty();
        assertThat(titles()).isEmpty();
        lookup.catchUp();

        assertThat(titles().orElseThrow().count("many", Optional.empty())).isEqualTo(MANY);
        Tables.run(folder(), "UPDATE media_items SET updated_at = updated_at + 1");
        assertThat(titles()).isEmpty();
    }

    @Test
    void givenARequestThatSeesAnOlderState_whenItAsks_thenTheDatabaseFindsItsTitles() throws SQLException {
        write(1);
        reading(() -> {
            assertThat(lookup.titles()).isPresent();
            writeLater();
            assertThat(lookup.titles()).isEmpty();
            return true;
        });
        assertThat(titles()).isPresent();
    }

    // Another connection writes, and its state is read into memory.
    private void writeLater() {
        var writer = new Thread(() -> {
            try {
                write(2);
                assertThat(titles()).isPresent();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        try {
            writer.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void givenForgottenDeletions_whenAsked_thenAllTitlesAreReadAnew() throws SQLException {
        writeMany(3);
        assertThat(titles().orElseThrow().count("many", Optional.empty())).isEqualTo(3);
        Tables.run(folder(), "DELETE FROM media_items WHERE id = 1002");
        forgetDeletions();

        assertThat(titles().orElseThrow().count("many", Optional.empty())).isEqualTo(2);
    }

    @Test
    void givenTitlesInMemory_whenPagesAreRead_thenTheNumberOfStatementsStaysTheSame() throws SQLException {
        writeMany(400);
        var page = """
                   query($after: String, $first: Int) { allMedia(filter: {title: {contains: "many 1"}}, first: $first, after: $after,
                     orderBy: {field: TITLE}) { edges { cursor node { id title } } } }""";
        var cursor = client().data(page, Map.of("first", 1)).at("/allMedia/edges/0/cursor").asText();
        for (var first : List.of(1, 5, 100)) {
            counter.reset();
            client().data(page, Map.of("first", first));
            assertThat(counter.statements()).as("%s", counter.statements()).hasSize(2);
            counter.reset();
            var next = client().data(page, Map.of("first", first, "after", cursor));
            assertThat(counter.statements()).as("%s", counter.statements()).hasSize(3);
            assertThat(next.at("/allMedia/edges/0/node/title").asText()).isEqualTo("Many 10");
        }
    }
}
