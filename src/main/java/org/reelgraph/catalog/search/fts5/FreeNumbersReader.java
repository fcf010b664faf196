package org.reelgraph.catalog.search.fts5;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.reelgraph.catalog.search.EntryNumbers;
import org.reelgraph.catalog.search.FullTextIndex.Entry;
import org.reelgraph.catalog.search.FullTextIndex.Texts;
import org.reelgraph.catalog.search.text.EntryIds;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/**
 * Numbers the entries of a place one after the other. FTS5 keeps with each word by how much the id of each entry is larger
 * than the one before, in a byte or two where ids are close to each other and in eight where they are not.
 */
@OnFts5
@Singleton
class FreeNumbersReader implements EntryNumbers {

    // With the place above them an id takes at most five bytes. A place has 134 million numbers, more than a file of SQLite
    // could have texts for.
    static final EntryIds IDS = new EntryIds(27);

    private static final String LATEST = "SELECT value, coalesce((SELECT id FROM search_entries"
            + " WHERE id BETWEEN value AND value + ? ORDER BY id DESC LIMIT 1), value - 1) FROM " + JsonArray.ROWS
            + "?)";

    private final JdbcOperations operations;

    FreeNumbersReader(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    @Override
    public List<Entry> entries(List<Texts> texts, Map<Long, Long> known) {
        var latest = latest(texts.stream().map(Texts::place).collect(Collectors.toSet()));
        // Older entities come first, as in other kinds of index, whatever they are.
        return texts.stream().sorted(Comparator.comparingLong(Texts::entityId))
                .map(each -> new Entry(id(each, known, latest), each)).sorted(Comparator.comparingLong(Entry::id))
                .toList();
    }

    // What stays in its place stays where it is there.
    private static long id(Texts texts, Map<Long, Long> known, Map<Long, Long> latest) {
        var id = known.get(texts.entityId());
        return id != null && IDS.placeOf(id) == texts.place()
                ? id
                : latest.merge(texts.place(), 1L, Long::sum);
    }

    // The last ids of these places; the one before the first where there is none.
    private Map<Long, Long> latest(Set<Long> places) {
        var latest = new HashMap<Long, Long>();
        Rows.read(operations::prepareStatement, LATEST,
                List.of(IDS.lastNumber(), JsonArray.ofIds(places.stream().map(IDS::first).toList())),
                row -> latest.put(IDS.placeOf(row.getLong(1)), row.getLong(2)));
        return latest;
    }
}
