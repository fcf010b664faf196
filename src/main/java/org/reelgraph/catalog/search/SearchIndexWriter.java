package org.reelgraph.catalog.search;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.search.FullTextIndex.Entry;
import org.reelgraph.catalog.search.FullTextIndex.Texts;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/**
 * The search index as the writer sees it: what is indexed, and the words that there are. {@link FullTextIndex} makes it
 * findable. Lists of ids come as JSON arrays.
 */
@Singleton
class SearchIndexWriter {

    private static final List<String> TABLES = List.of("search_entries", "search_pending", "search_making");
    private static final String OF_IDS = " WHERE id" + JsonArray.IN;
    private static final List<String> TEXTS = List.of(
            "SELECT id, kind, title, original_title, coalesce(tagline, '') || ' ' || coalesce(summary, ''), rating"
                    + " FROM media_items" + OF_IDS,
            "SELECT id, 'EPISODE', title, NULL, summary, rating FROM episodes" + OF_IDS,
            "SELECT id, 'PERSON', name, NULL, NULL, NULL FROM people" + OF_IDS);

    private final JdbcOperations operations;
    private final FullTextIndex texts;
    private final EntryNumbers numbers;

    SearchIndexWriter(@Named("writer") JdbcOperations operations, FullTextIndex texts, EntryNumbers numbers) {
        this.numbers = numbers;
        this.operations = operations;
        this.texts = texts;
    }

    /** {@return the names of the tables that are made of others; words that were in titles once are in none of them} */
    Set<String> tables() {
        return Stream.concat(TABLES.stream(), texts.tables().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** {@return some of what has to be indexed} */
    List<Long> findPending(int most) {
        return Rows.read(operations::prepareStatement, "SELECT entity_id FROM search_pending LIMIT ?", List.of(most),
                row -> row.getLong(1));
    }

    /** Notes what the index is made with. */
    void note(String version) {
        run("INSERT INTO search_making VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version",
                version);
    }

    /** Empties the index; everything has to be indexed then. */
    void clear() {
        texts.clear();
        run("DELETE FROM search_pending");
        run("INSERT INTO search_pending SELECT id FROM media_items UNION ALL SELECT id FROM episodes UNION ALL SELECT id FROM people");
    }

    /** {@return the place of the last word} */
    long lastWord() {
        return operations.prepareStatement("SELECT coalesce(max(id), 0) FROM search_words", statement -> {
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Has all words follow a place, so that whoever knows those up to there takes them for new. */
    void moveWords(long place) {
        run("UPDATE search_words SET id = id + " + place);
    }

    private void run(String sql, String... values) {
        operations.prepareStatement(sql, statement -> {
            for (var i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        });
    }

    /** Indexes these anew. */
    void write(String ids) {
        var known = indexed(ids);
        // An index that gets a smaller id than the one before writes out first what it has collected in memory.
        var all = numbers.entries(TEXTS.stream()
                .flatMap(sql -> Rows.read(operations::prepareStatement, sql, ids, SearchIndexWriter::read).stream())
                .toList(), known);
        if (!known.isEmpty()) {
            texts.remove(ids);
            run("DELETE FROM search_entries WHERE entity_id" + JsonArray.IN, ids);
        }
        // An episode without a title is still found by its series and its number.
        Rows.write(operations, "INSERT INTO search_entries VALUES (?, ?, ?)", all, (statement, entry) -> {
            statement.setLong(1, entry.id());
            statement.setLong(2, entry.texts().entityId());
            Rows.set(statement, 3, entry.texts().type());
        });
        var entries = all.stream().filter(entry -> entry.texts().hasText()).toList();
        texts.add(entries);
        Rows.write(operations, "INSERT INTO search_words (word) VALUES (?) ON CONFLICT (word) DO NOTHING",
                entries.stream().flatMap(SearchIndexWriter::spelledWords).distinct().toList(),
                (statement, word) -> statement.setString(1, word));
        run("DELETE FROM search_pending WHERE entity_id" + JsonArray.IN, ids);
    }

    private Map<Long, Long> indexed(String ids) {
        return Rows.read(operations::prepareStatement,
                "SELECT entity_id, id FROM search_entries WHERE entity_id" + JsonArray.IN, ids,
                row -> Map.entry(row.getLong(1), row.getLong(2)))
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Texts read(ResultSet row) throws SQLException {
        var titles = Stream.of(Rows.textOrNull(row, 3), Rows.textOrNull(row, 4))
                .map(text -> text == null || text.isBlank() ? "" : text)
                .toList();
        return new Texts(row.getLong(1), SearchType.valueOf(Rows.text(row, 2)), Rows.decimal(row, 6),
                SearchText.readings(titles.getFirst()), SearchText.readings(titles.getLast()),
                titles.stream().map(SortKeys::folded).toList(), Rows.textOrNull(row, 5));
    }

    private static Stream<String> spelledWords(Entry entry) {
        return Stream.of(entry.texts().title(), entry.texts().originalTitle()).flatMap(List::stream)
                .flatMap(List::stream)
                .filter(Vocabulary::isSpelled);
    }
}
