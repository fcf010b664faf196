package org.reelgraph.catalog.search;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

/** Reads what a search needs beside the index itself: how far that is, the words that there are, and texts to show. */
@Singleton
class SearchReader {

    // What begins with a text comes before the text with the last of all characters after it.
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);
    private static final String OF_SERIES = "SELECT s.id, %1$s FROM episodes AS s"
            + " JOIN media_items AS m ON m.id = s.series_id WHERE s.id" + JsonArray.IN + " AND %1$s IS NOT NULL";
    private static final List<String> AROUND = Stream.concat(
            Stream.of("m.title", "m.original_title", "CAST(m.year AS TEXT)", "substr(s.aired_on, 1, 4)")
                    .map(OF_SERIES::formatted),
            Stream.of("SELECT id, CAST(year AS TEXT) FROM media_items WHERE id" + JsonArray.IN
                    + " AND year IS NOT NULL",
                    "SELECT * FROM (SELECT c.owner_id, n.name FROM credits AS c JOIN people AS n ON n.id = c.person_id"
                            + " WHERE c.owner_id" + JsonArray.IN
                            + " ORDER BY c.owner_id, c.role, c.position) AS credited"))
            .toList();
    private static final String ALL_AROUND = String.join(" UNION ALL ", AROUND);

    // What is pending will be indexed before anybody searches.
    private static final String FAULTS = """
                                         WITH entities AS (SELECT id FROM media_items UNION ALL SELECT id FROM episodes
                                             UNION ALL SELECT id FROM people)
                                         SELECT (SELECT count(*) FROM entities WHERE NOT EXISTS (SELECT 1 FROM search_entries WHERE entity_id = entities.id)
                                               AND NOT EXISTS (SELECT 1 FROM search_pending WHERE entity_id = entities.id))
                                           + (SELECT count(*) FROM search_entries AS e WHERE e.entity_id NOT IN (SELECT id FROM entities)
                                               AND NOT EXISTS (SELECT 1 FROM search_pending AS p WHERE p.entity_id = e.entity_id))""";

    /** A word of titles or names, and its place among all. */
    record Word(long id, String word) {
    }

    private final Statements statements;

    SearchReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return what the index was made with; nothing where it has yet to be made} */
    Optional<String> version() {
        return Rows.read(statements, "SELECT version FROM search_making", List.of(), row -> Rows.text(row, 1)).stream()
                .findFirst();
    }

    /** {@return how many entities should be in the index and aren't, or are in it and gone} */
    long faults() {
        return Rows.read(statements, FAULTS, List.of(), row -> row.getLong(1)).getFirst();
    }

    /** {@return whether anything has to be indexed} */
    boolean isPending() {
        return Rows.read(statements, "SELECT EXISTS (SELECT 1 FROM search_pending)", List.of(),
                row -> row.getBoolean(1)).getFirst();
    }

    /** {@return the words that were added after one} */
    List<Word> wordsAfter(long last) {
        return Rows.read(statements, "SELECT id, word FROM search_words WHERE id > ?", List.of(last),
                row -> new Word(row.getLong(1), Rows.text(row, 2)));
    }

    /**
     * {@return which of these words are in titles and names, or once were}
     *
     * @param beginning a word that is also found where any begins with it; an empty one isn't
     */
    List<String> known(Collection<String> words, String beginning) {
        return Rows.read(statements,
                "SELECT word FROM search_words WHERE word" + JsonArray.IN
                        + " UNION ALL SELECT ? WHERE ? <> '' AND EXISTS (SELECT 1 FROM search_words WHERE word >= ?"
                        + " AND word < ?)",
                List.of(JsonArray.of(words), beginning, beginning, beginning, beginning + LAST),
                row -> Rows.text(row, 1));
    }

    /**
     * {@return what else than their own texts the words are in of these media items and episodes: the titles and the
     * year of an episode's series, and names of people}
     */
    Map<Long, List<String>> findAround(Collection<Long> ids) {
        return Rows.read(statements, ALL_AROUND,
                Collections.<Object>nCopies(AROUND.size(), JsonArray.ofIds(ids)),
                row -> Map.entry(row.getLong(1), Rows.text(row, 2)))
                .stream().collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }
}
