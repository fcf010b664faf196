package org.reelgraph.catalog.search.fts5;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reelgraph.catalog.search.FullTextSearch.Found;
import org.reelgraph.catalog.search.ScatteredSearch;
import org.reelgraph.catalog.search.SearchScope;
import org.reelgraph.catalog.search.fts5.ScatteredMatch.Counted;
import org.reelgraph.catalog.search.query.ScatteredQuery;
import org.reelgraph.catalog.search.query.ScatteredQuery.Part;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.Statements;

import static org.reelgraph.catalog.search.fts5.ScatteredMatch.COMMON;

/**
 * Finds what has the words of a query in several places. Nothing is indexed for it: of what has the rarest word, in its
 * titles, by its series or by its people, it is looked whether it has the others.
 */
@Singleton
class ScatteredReader implements ScatteredSearch {

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

    private final Statements statements;
    private final SelectReader reader;

    ScatteredReader(Statements statements, SelectReader reader) {
        this.statements = statements;
        this.reader = reader;
    }

    @Override
    public List<Found> find(ScatteredQuery query, SearchScope scope) {
        var others = Condition.all(List.of(SearchMatch.ofTypes(scope.types()), SearchMatch.others(scope, "e.id"),
                SearchMatch.withoutUnwanted(query.whole(), "e.id")));
        return ScatteredMatch.of(query, count(query.parts())).map(match -> find(match, others)).orElse(List.of());
    }

    // The parts with how many titles and names have each, as far as it matters.
    private List<Counted> count(List<Part> parts) {
        var values = new ArrayList<Object>();
        var counts = Rows.read(statements, parts.stream().map(part -> {
            var table = ScatteredMatch.tableOf(part);
            part.beginning().ifPresent(found -> values.addAll(List.of(COMMON, table.query(found), COMMON)));
            values.addAll(List.of(table.query(part.whole()), COMMON));
            return (part.beginning().isPresent() ? BEGUN : "SELECT " + COUNT + ", 0").formatted(table);
        }).collect(Collectors.joining(" UNION ALL ")), values, row -> Map.entry(row.getInt(1), row.getInt(2)));
        return IntStream.range(0, parts.size())
                .mapToObj(i -> Counted.of(parts.get(i), counts.get(i).getKey(), counts.get(i).getValue())).toList();
    }

    private List<Found> find(ScatteredMatch match, Condition others) {
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
        return Rows.read(statements,
                FOUND.formatted(match.rarest().table(), numbers.text(), condition.text(), whole.text()), values,
                row -> new Found(row.getLong(1), row.getLong(2), SearchType.valueOf(Rows.text(row, 3))));
    }
}
