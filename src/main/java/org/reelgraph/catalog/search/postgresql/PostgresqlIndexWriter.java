package org.reelgraph.catalog.search.postgresql;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.reelgraph.catalog.search.FullTextIndex;
import org.reelgraph.catalog.search.index.IndexTable;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

import static java.util.stream.Collectors.joining;

/** Writes the tables of the index. */
@OnPostgresqlIndex
@Singleton
class PostgresqlIndexWriter implements FullTextIndex {

    private static final String INSERT = "INSERT INTO %s VALUES (?, ?, ?, array_to_tsvector(CAST(? AS text[])))";

    private final JdbcOperations operations;

    PostgresqlIndexWriter(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** A row of a table: the texts of its two columns, and the parts of these. */
    private record Row(long id, String first, String second, List<String> parts) {

        private static Row ofWords(long id, String first, String second) {
            return new Row(id, spaced(first), spaced(second), Parts.words(first + " " + second));
        }

        // So that each word, also the first and the last, stands between spaces.
        private static String spaced(String words) {
            return words.isEmpty() ? "" : " " + words + " ";
        }
    }

    @Override
    public Set<String> tables() {
        return IndexTable.names();
    }

    @Override
    public void clear() {
        operations.prepareStatement("TRUNCATE search_titles, search_texts, search_fragments, search_entries",
                statement -> statement.executeUpdate());
    }

    /** {@inheritDoc} The rows go with those of {@code search_entries}. */
    @Override
    public void remove(String entityIds) {
        // Nothing is left to do.
    }

    @Override
    public void add(List<Entry> entries) {
        add(IndexTable.TITLES, entries, entry -> Row.ofWords(entry.id(),
                entry.texts().title().stream().map(SearchText::whole).flatMap(List::stream).collect(joining(" ")),
                SearchText.joined(entry.texts().originalTitle())));
        add(IndexTable.TEXTS, entries, entry -> Row.ofWords(entry.id(),
                SearchText.joined(entry.texts().title()) + " " + SearchText.joined(entry.texts().originalTitle()),
                entry.texts().summary() == null ? "" : SearchText.textWords(entry.texts().summary())));
        var byCharacters = entries.stream().filter(entry -> entry.texts().isFoundByCharacters()).toList();
        add(IndexTable.FRAGMENTS, byCharacters, entry -> {
            var title = entry.texts().folded().getFirst();
            var original = entry.texts().folded().getLast();
            return new Row(entry.id(), title, original, pairs(title, original));
        });
    }

    private static List<String> pairs(String title, String original) {
        return List.of(title, original).stream().map(Parts::pairs).flatMap(List::stream).distinct().toList();
    }

    private void add(IndexTable table, List<Entry> entries, Function<Entry, Row> row) {
        Rows.write(operations, INSERT.formatted(table), entries.stream().map(row).toList(), (statement, each) -> {
            statement.setLong(1, each.id());
            statement.setString(2, each.first());
            statement.setString(3, each.second());
            statement.setString(4, JsonArray.of(each.parts()));
        });
    }

    /** {@inheritDoc} Other servers wouldn't know. */
    @Override
    public boolean mayBeBehind() {
        return false;
    }

    /** {@inheritDoc} What is left to another transaction would be indexed by two at once. */
    @Override
    public int enough() {
        return 1;
    }

    /** {@inheritDoc} PostgreSQL does so by itself. */
    @Override
    public boolean mergeSome() {
        return false;
    }
}
