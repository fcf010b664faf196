package org.reelgraph.catalog.search.fts5;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.reelgraph.catalog.search.FullTextIndex;
import org.reelgraph.catalog.search.index.IndexTable;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

import static java.util.stream.Collectors.joining;

/** Writes the tables of the index. */
@OnFts5
@Singleton
class IndexWriter implements FullTextIndex {

    private static final List<IndexTable> TABLES = List.of(IndexTable.values());
    // Some milliseconds of work.
    private static final int PAGES_AT_ONCE = 250;
    private static final int ENOUGH = 5_000;

    private final JdbcOperations operations;

    IndexWriter(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    @Override
    public Set<String> tables() {
        return IndexTable.names();
    }

    /** {@inheritDoc} What stays there keeps its id. */
    @Override
    public void clear() {
        TABLES.forEach(table -> operations.prepareStatement(
                "INSERT INTO %1$s (%1$s) VALUES ('delete-all')".formatted(table),
                statement -> statement.executeUpdate()));
        operations.prepareStatement("DELETE FROM search_entries WHERE entity_id NOT IN (SELECT id FROM media_items"
                + " UNION ALL SELECT id FROM episodes UNION ALL SELECT id FROM people)",
                statement -> statement.executeUpdate());
    }

    @Override
    public void remove(String entityIds) {
        TABLES.forEach(table -> operations.prepareStatement("DELETE FROM " + table
                + " WHERE rowid IN (SELECT id FROM search_entries WHERE entity_id" + JsonArray.IN + ")", statement -> {
                    statement.setString(1, entityIds);
                    return statement.executeUpdate();
                }));
    }

    @Override
    public void add(List<Entry> entries) {
        Rows.write(operations, "INSERT INTO search_titles (rowid, title, original_title, type) VALUES (?, ?, ?, ?)",
                entries, (statement, entry) -> {
                    var texts = entry.texts();
                    statement.setLong(1, entry.id());
                    statement.setString(2, texts.title().stream().map(SearchText::whole).flatMap(List::stream)
                            .collect(joining(" ")));
                    statement.setString(3, SearchText.joined(texts.originalTitle()));
                    statement.setString(4, TypeWord.of(texts.type()));
                });
        Rows.write(operations, "INSERT INTO search_texts (rowid, summary, titles, type) VALUES (?, ?, ?, ?)", entries,
                (statement, entry) -> {
                    var texts = entry.texts();
                    statement.setLong(1, entry.id());
                    statement.setString(2, texts.summary() == null ? "" : SearchText.textWords(texts.summary()));
                    statement.setString(3,
                            SearchText.joined(texts.title()) + " " + SearchText.joined(texts.originalTitle()));
                    statement.setString(4, TypeWord.of(texts.type()));
                });
        Rows.write(operations, "INSERT INTO search_fragments (rowid, title, original_title) VALUES (?, ?, ?)",
                entries.stream().filter(entry -> entry.texts().isFoundByCharacters()).toList(),
                (statement, entry) -> {
                    statement.setLong(1, entry.id());
                    statement.setString(2, Pairs.ofWhole(entry.texts().folded().getFirst()));
                    statement.setString(3, Pairs.ofWhole(entry.texts().folded().getLast()));
                });
    }

    /** {@inheritDoc} Each transaction writes some thirty pages, however little it adds. */
    @Override
    public boolean mayBeBehind() {
        return true;
    }

    /** {@inheritDoc} Each transaction makes parts of its own, which take time to be brought together. */
    @Override
    public int enough() {
        return ENOUGH;
    }

    /** {@inheritDoc} See https://sqlite.org/fts5.html#the_merge_command. */
    @Override
    public boolean mergeSome() {
        return TABLES.stream()
                .anyMatch(table -> merge(table, PAGES_AT_ONCE) || isScattered(table) && merge(table, -PAGES_AT_ONCE));
    }

    // Less than two changes say that there was nothing to do. A negative number begins to make one of all parts.
    private boolean merge(IndexTable table, int pages) {
        var before = changes();
        operations.prepareStatement("INSERT INTO %1$s (%1$s, rank) VALUES ('merge', ?)".formatted(table), statement -> {
            statement.setInt(1, pages);
            return statement.executeUpdate();
        });
        return changes() - before >= 2;
    }

    private long changes() {
        return Rows.read(operations::prepareStatement, "SELECT total_changes()", List.of(), row -> row.getLong(1))
                .getFirst();
    }

    // All is written anew only when what came since is a third of all, so that nothing is written often.
    private boolean isScattered(IndexTable table) {
        return Rows.read(operations::prepareStatement,
                "SELECT sum(pages) > 100 AND max(pages) * 3 < sum(pages) * 2 FROM (SELECT count(*) AS pages FROM "
                        + table + "_idx GROUP BY segid)",
                List.of(), row -> row.getBoolean(1)).getFirst();
    }
}
