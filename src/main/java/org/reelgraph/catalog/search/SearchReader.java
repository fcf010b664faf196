package org.reelgraph.catalog.search;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SelectReader;

/** Searches the index. */
@Singleton
class SearchReader {

    private static final String NAME = "coalesce(m.title, p.name, s.title)";
    private static final String NAMED = " LEFT JOIN media_items AS m ON m.id = e.entity_id"
            + " LEFT JOIN people AS p ON p.id = e.entity_id LEFT JOIN episodes AS s ON s.id = e.entity_id";

    /** Something found, and the place of its entry. */
    record Found(long entryId, long entityId, SearchType type) {
    }

    /** What is called so. */
    record Named(String name, SearchType type, long entityId) {
    }

    /** A word of titles or names, and its place among all. */
    record Word(long id, String word) {
    }

    /** What something is called. */
    record Titles(String title, @Nullable String originalTitle) {
    }

    private final JdbcOperations operations;
    private final SelectReader reader;

    SearchReader(JdbcOperations operations, SelectReader reader) {
        this.operations = operations;
        this.reader = reader;
    }

    /** {@return what the index was made with; nothing where it has yet to be made} */
    @Connectable(readOnly = true)
    Optional<String> version() {
        return Rows.read(operations, "SELECT version FROM search_making", List.of(), row -> Rows.text(row, 1)).stream()
                .findFirst();
    }

    /** {@return whether anything has to be indexed} */
    @Connectable(readOnly = true)
    boolean isPending() {
        return Rows.read(operations, "SELECT EXISTS (SELECT 1 FROM search_pending)", List.of(),
                row -> row.getBoolean(1)).getFirst();
    }

    /**
     * {@return the first entries after a place, in their order, that a match finds}
     *
     * @param others what else holds for them
     */
    @Connectable(readOnly = true)
    List<Found> find(SearchMatch match, Condition others, long after, int most) {
        var own = reader.sql(match.others());
        var further = reader.sql(others);
        return Rows.read(operations, "SELECT e.id, e.entity_id, e.type" + from(match)
                + " WHERE %1$s MATCH ? AND i.rowid > ? AND %2$s AND %3$s ORDER BY i.rowid LIMIT ?"
                        .formatted(match.index(), own.text(), further.text()),
                values(List.of(match.expression(), after), own.values(), further.values(), List.of(most)),
                row -> new Found(row.getLong(1), row.getLong(2), SearchType.valueOf(Rows.text(row, 3))));
    }

    /** {@return whether any title or name has what a query asks for} */
    boolean isInTitles(SearchQuery query, List<SearchType> types, Condition others) {
        return SearchMatch.upTo(query, SearchTier.IN_ANY_TITLE, types)
                .filter(match -> !find(match, others, -1, 1).isEmpty()).isPresent();
    }

    /** {@return how many entries a match finds} */
    @Connectable(readOnly = true)
    int count(SearchMatch match, Condition others) {
        var own = reader.sql(match.others());
        var further = reader.sql(others);
        return Rows.read(operations, "SELECT count(*)" + from(match) + " WHERE %1$s MATCH ? AND %2$s AND %3$s"
                .formatted(match.index(), own.text(), further.text()),
                values(List.of(match.expression()), own.values(), further.values()), row -> row.getInt(1))
                .getFirst();
    }

    /** {@return the titles and names of the first entries that these matches find, one match after the other} */
    @Connectable(readOnly = true)
    List<Named> findNames(List<SearchMatch> matches, int most) {
        // The parts of a UNION ALL are read one after the other, and only until there is enough.
        var parts = new StringJoiner(" UNION ALL ");
        var values = new ArrayList<Object>();
        for (var match : matches) {
            var own = reader.sql(match.others());
            parts.add("SELECT * FROM (SELECT " + NAME + ", e.type, e.entity_id" + from(match) + NAMED
                    + " WHERE %1$s MATCH ? AND %2$s ORDER BY i.rowid LIMIT ?)".formatted(match.index(), own.text()));
            values.addAll(values(List.of(match.expression()), own.values(), List.of(most)));
        }
        values.add(most);
        return Rows.read(operations, parts + " LIMIT ?", values,
                row -> new Named(Rows.text(row, 1), SearchType.valueOf(Rows.text(row, 2)), row.getLong(3)));
    }

    /** {@return the words that were added after one} */
    @Connectable(readOnly = true)
    List<Word> wordsAfter(long last) {
        return Rows.read(operations, "SELECT id, word FROM search_words WHERE id > ?", List.of(last),
                row -> new Word(row.getLong(1), Rows.text(row, 2)));
    }

    /**
     * {@return which of these words are in titles and names, or once were}
     *
     * @param beginning a word that is also found where any begins with it; an empty one isn't
     */
    @Connectable(readOnly = true)
    List<String> known(Collection<String> words, String beginning) {
        return Rows.read(operations,
                "SELECT word FROM search_words WHERE word" + JsonArray.IN_EACH + "?1" + JsonArray.END
                        + " UNION ALL SELECT ?2 WHERE ?2 <> '' AND EXISTS (SELECT 1 FROM search_words WHERE word >= ?2"
                        + " AND word < ?2 || char(1114111))",
                List.of(JsonArray.of(words), beginning),
                row -> Rows.text(row, 1));
    }

    /** {@return what the first entries are called that a match finds} */
    @Connectable(readOnly = true)
    List<Titles> findTitles(SearchMatch match, Condition others, int most) {
        var own = reader.sql(match.others());
        var further = reader.sql(others);
        return Rows.read(operations, "SELECT " + NAME + ", m.original_title" + from(match) + NAMED
                + " WHERE %1$s MATCH ? AND %2$s AND %3$s ORDER BY i.rowid LIMIT ?"
                        .formatted(match.index(), own.text(), further.text()),
                values(List.of(match.expression()), own.values(), further.values(), List.of(most)),
                row -> new Titles(Rows.text(row, 1), Rows.text(row, 2)));
    }

    private static String from(SearchMatch match) {
        return " FROM " + match.index() + " AS i JOIN search_entries AS e ON e.id = i.rowid";
    }

    @SafeVarargs
    private static List<Object> values(List<? extends Object>... parts) {
        return Stream.of(parts).<Object>flatMap(List::stream).toList();
    }
}
