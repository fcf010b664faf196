package org.reelgraph.catalog.search;

import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.search.ScatteredMatch.Counted;
import org.reelgraph.catalog.search.ScatteredQuery.Part;
import org.reelgraph.catalog.search.SearchReader.Found;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SelectReader;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.reelgraph.catalog.search.ScatteredMatch.COMMON;

/**
 * Finds what has the words of a query in several places. Nothing is indexed for it: of what has the rarest word, in its
 * titles, by its series or by its people, it is looked whether it has the others.
 */
@Singleton
class ScatteredReader {

    // CROSS JOIN keeps the order: what the index finds comes first.
    private static final String FOUND = """
                                        WITH whole (id) AS MATERIALIZED (%4$s), found (id, place) AS (
                                          SELECT * FROM (SELECT e.entity_id, 'own' FROM %1$s AS t
                                            CROSS JOIN search_entries AS e ON e.id = t.rowid AND e.type <> 'PERSON'
                                            WHERE %1$s MATCH ? LIMIT ?)
                                          UNION ALL SELECT * FROM (SELECT s.id, 'series' FROM %1$s AS t
                                            CROSS JOIN search_entries AS e ON e.id = t.rowid AND e.type = 'SERIES'
                                            CROSS JOIN episodes AS s ON s.series_id = e.entity_id AND (%2$s) WHERE %1$s MATCH ? LIMIT ?)
                                          UNION ALL SELECT * FROM (SELECT c.owner_id, 'people' FROM %1$s AS t
                                            CROSS JOIN search_entries AS e ON e.id = t.rowid
                                            CROSS JOIN credits AS c ON c.person_id = e.entity_id
                                            WHERE %1$s MATCH ? AND t.rowid BETWEEN ? AND ? LIMIT ?))
                                        SELECT DISTINCT e.id, e.entity_id, e.type FROM found AS f
                                          CROSS JOIN search_entries AS e ON e.entity_id = f.id
                                          LEFT JOIN episodes AS s ON s.id = e.entity_id
                                          LEFT JOIN media_items AS m ON m.id = coalesce(s.series_id, e.entity_id)
                                          LEFT JOIN search_entries AS p ON p.entity_id = s.series_id
                                        WHERE %3$s ORDER BY e.id""";
    private static final String COUNT = "(SELECT count(*) FROM (SELECT 1 FROM %1$s WHERE %1$s MATCH ? LIMIT ?))";
    private static final String BEGUN = "SELECT whole, CASE WHEN whole < ? THEN " + COUNT + " ELSE 0 END FROM (SELECT "
            + COUNT + " AS whole)";
    private static final String AMONG = JsonArray.IN_EACH + "?1" + JsonArray.END;
    private static final String AROUND = "SELECT s.id, t.value FROM episodes AS s JOIN media_items AS m ON m.id = s.series_id"
            + " JOIN " + JsonArray.ROWS
            + "json_array(m.title, m.original_title, m.year, substr(s.aired_on, 1, 4))) AS t"
            + " WHERE s.id" + AMONG + " AND t.value IS NOT NULL"
            + " UNION ALL SELECT id, year FROM media_items WHERE id" + AMONG + " AND year IS NOT NULL"
            + " UNION ALL SELECT * FROM (SELECT c.owner_id, n.name FROM credits AS c JOIN people AS n ON n.id = c.person_id"
            + " WHERE c.owner_id" + AMONG + " ORDER BY c.owner_id, c.role, c.position)";

    private final JdbcOperations operations;
    private final SelectReader reader;

    ScatteredReader(JdbcOperations operations, SelectReader reader) {
        this.operations = operations;
        this.reader = reader;
    }

    /** {@return the parts with how many titles and names have each, as far as it matters} */
    @Connectable(readOnly = true)
    List<Counted> count(List<Part> parts) {
        var values = new ArrayList<Object>();
        var counts = Rows.read(operations, parts.stream().map(part -> {
            part.beginning().ifPresent(found -> values.addAll(List.of(COMMON, found, COMMON)));
            values.addAll(List.of(part.whole(), COMMON));
            return (part.beginning().isPresent() ? BEGUN : "SELECT " + COUNT + ", 0").formatted(part.index());
        }).collect(Collectors.joining(" UNION ALL ")), values, row -> Map.entry(row.getInt(1), row.getInt(2)));
        return IntStream.range(0, parts.size())
                .mapToObj(i -> Counted.of(parts.get(i), counts.get(i).getKey(), counts.get(i).getValue())).toList();
    }

    /**
     * {@return the entries that a match finds, in their order}
     *
     * @param others what else has to hold for an entry {@code e}
     */
    @Connectable(readOnly = true)
    List<Found> find(ScatteredMatch match, Condition others) {
        var found = match.rarest().found();
        var whole = match.whole();
        var numbers = reader.sql(match.hasNumbers());
        var condition = reader.sql(Condition.all(List.of(match.isScattered(), others)));
        var values = new ArrayList<>(whole.values());
        values.addAll(List.of(found, match.most()));
        values.addAll(numbers.values());
        values.addAll(
                List.of(found, match.most(), found, SearchType.FIRST_PERSON, SearchType.LAST_PERSON, match.most()));
        values.addAll(condition.values());
        return Rows.read(operations,
                FOUND.formatted(match.rarest().part().index(), numbers.text(), condition.text(), whole.text()), values,
                row -> new Found(row.getLong(1), row.getLong(2), SearchType.valueOf(Rows.text(row, 3))));
    }

    /**
     * {@return what else than their own texts the words are in of these media items and episodes: the titles and the
     * year of an episode's series, and names of people}
     */
    @Connectable(readOnly = true)
    Map<Long, List<String>> findAround(Collection<Long> ids) {
        return Rows.read(operations, AROUND, JsonArray.ofIds(ids), row -> Map.entry(row.getLong(1), Rows.text(row, 2)))
                .stream().collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }
}
