package org.reelgraph.catalog.search;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

import static java.util.stream.Collectors.joining;

/** The search index as the writer sees it. Lists of ids come as JSON arrays. */
@Singleton
class SearchIndexWriter {

    private static final List<String> TABLES = List.of("search_titles", "search_texts", SearchText.FRAGMENTS);
    // Some milliseconds of work.
    private static final int PAGES_AT_ONCE = 250;
    private static final String OF_IDS = " WHERE id" + JsonArray.IN;
    private static final List<String> TEXTS = List.of(
            "SELECT id, kind, title, original_title, coalesce(tagline, '') || ' ' || coalesce(summary, ''), rating"
                    + " FROM media_items" + OF_IDS,
            "SELECT id, 'EPISODE', title, NULL, summary, rating FROM episodes" + OF_IDS,
            "SELECT id, 'PERSON', name, NULL, NULL, NULL FROM people" + OF_IDS);

    /**
     * What is indexed of something.
     *
     * @param title         the readings of its title or name
     * @param originalTitle the readings of its original title
     * @param fragments     of its title and its original title
     */
    private record Entry(long entityId, SearchType type, List<List<String>> title, List<List<String>> originalTitle,
            List<String> fragments, @Nullable String summary, @Nullable Double rating) {

        private static Entry read(ResultSet row) throws SQLException {
            var titles = Stream.of(Rows.text(row, 3), Rows.text(row, 4))
                    .map(text -> text == null || text.isBlank() ? "" : text)
                    .toList();
            return new Entry(row.getLong(1), SearchType.valueOf(Rows.text(row, 2)),
                    SearchText.readings(titles.getFirst()), SearchText.readings(titles.getLast()),
                    titles.stream().map(text -> text.isEmpty() ? "" : SearchText.fragments(text)).toList(),
                    Rows.text(row, 5), Rows.decimal(row, 6));
        }

        private long id() {
            return type.entryId(entityId, rating);
        }

        private Stream<String> spelledWords() {
            return Stream.of(title, originalTitle).flatMap(List::stream).flatMap(List::stream)
                    .filter(Vocabulary::isSpelled);
        }

        private boolean hasText() {
            return !fragments.getFirst().isEmpty() || summary != null && !summary.isBlank();
        }
    }

    private final JdbcOperations operations;

    SearchIndexWriter(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return some of what has to be indexed} */
    List<Long> findPending(int most) {
        return Rows.read(operations, "SELECT entity_id FROM search_pending LIMIT ?", List.of(most),
                row -> row.getLong(1));
    }

    /** Notes what the index is made with. */
    void note(String version) {
        run("INSERT INTO search_making VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version",
                version);
    }

    /** Empties the index; everything has to be indexed then. */
    void clear() {
        TABLES.forEach(table -> run("INSERT INTO %1$s (%1$s) VALUES ('delete-all')".formatted(table)));
        run("DELETE FROM search_entries");
        run("DELETE FROM search_pending");
        run("INSERT INTO search_pending SELECT id FROM media_items UNION ALL SELECT id FROM episodes UNION ALL SELECT id FROM people");
    }

    private void run(String sql, String... values) {
        operations.prepareStatement(sql, statement -> {
            for (var i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        });
    }

    /**
     * Merges some of what writes have left in parts (https://sqlite.org/fts5.html#the_merge_command): a query looks
     * into each.
     *
     * @return whether there may be more to merge
     */
    boolean mergeSome() {
        return TABLES.stream()
                .anyMatch(table -> merge(table, PAGES_AT_ONCE) || isScattered(table) && merge(table, -PAGES_AT_ONCE));
    }

    // Less than two changes say that there was nothing to do. A negative number begins to make one of all parts.
    private boolean merge(String table, int pages) {
        var before = changes();
        operations.prepareStatement("INSERT INTO %1$s (%1$s, rank) VALUES ('merge', ?)".formatted(table), statement -> {
            statement.setInt(1, pages);
            return statement.executeUpdate();
        });
        return changes() - before >= 2;
    }

    private long changes() {
        return Rows.read(operations, "SELECT total_changes()", List.of(), row -> row.getLong(1)).getFirst();
    }

    // All is written anew only when what came since is a quarter of it, so that nothing is written often.
    private boolean isScattered(String table) {
        return Rows.read(operations,
                "SELECT sum(pages) > 100 AND max(pages) * 5 < sum(pages) * 4 FROM (SELECT count(*) AS pages FROM "
                        + table + "_idx GROUP BY segid)",
                List.of(), row -> row.getBoolean(1)).getFirst();
    }

    /** Indexes these anew. */
    void write(String ids) {
        TABLES.forEach(table -> run("DELETE FROM " + table
                + " WHERE rowid IN (SELECT id FROM search_entries WHERE entity_id" + JsonArray.IN + ")", ids));
        run("DELETE FROM search_entries WHERE entity_id" + JsonArray.IN, ids);
        var all = TEXTS.stream().flatMap(sql -> Rows.read(operations, sql, ids, Entry::read).stream()).toList();
        // An episode without a title is still found by its series and its number.
        Rows.write(operations, "INSERT INTO search_entries VALUES (?, ?, ?)", all, (statement, entry) -> {
            statement.setLong(1, entry.id());
            statement.setLong(2, entry.entityId());
            Rows.set(statement, 3, entry.type());
        });
        var entries = all.stream().filter(Entry::hasText).toList();
        Rows.write(operations, "INSERT INTO search_titles (rowid, type, title, original_title) VALUES (?, ?, ?, ?)",
                entries, (statement, entry) -> {
                    statement.setLong(1, entry.id());
                    statement.setString(2, entry.type().token());
                    statement.setString(3, entry.title().stream().map(SearchText::whole).collect(joining(" ")));
                    statement.setString(4, SearchText.joined(entry.originalTitle()));
                });
        Rows.write(operations, "INSERT INTO search_texts (rowid, type, titles, summary) VALUES (?, ?, ?, ?)", entries,
                (statement, entry) -> {
                    statement.setLong(1, entry.id());
                    statement.setString(2, entry.type().token());
                    statement.setString(3,
                            SearchText.joined(entry.title()) + " " + SearchText.joined(entry.originalTitle()));
                    statement.setString(4, entry.summary() == null ? "" : SearchText.textWords(entry.summary()));
                });
        Rows.write(operations, "INSERT INTO search_fragments (rowid, title, original_title) VALUES (?, ?, ?)", entries,
                (statement, entry) -> {
                    statement.setLong(1, entry.id());
                    statement.setString(2, entry.fragments().getFirst());
                    statement.setString(3, entry.fragments().getLast());
                });
        Rows.write(operations, "INSERT INTO search_words (word) VALUES (?) ON CONFLICT (word) DO NOTHING",
                entries.stream().flatMap(Entry::spelledWords).distinct().toList(),
                (statement, word) -> statement.setString(1, word));
        run("DELETE FROM search_pending WHERE entity_id" + JsonArray.IN, ids);
    }
}
