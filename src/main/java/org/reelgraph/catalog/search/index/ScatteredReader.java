package org.reelgraph.catalog.search.index;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reelgraph.catalog.search.FullTextSearch.Found;
import org.reelgraph.catalog.search.ScatteredSearch;
import org.reelgraph.catalog.search.SearchScope;
import org.reelgraph.catalog.search.index.ScatteredMatch.Counted;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.ScatteredQuery;
import org.reelgraph.catalog.search.query.ScatteredQuery.Part;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.KeptOrder;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.Sql;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

import static org.reelgraph.catalog.search.index.ScatteredMatch.COMMON;

/**
 * Finds what has the words of a query in several places. Nothing is indexed for it: of what has the rarest word, in its
 * titles, by its series or by its people, it is looked whether it has the others.
 */
@Singleton
class ScatteredReader implements ScatteredSearch {

    // The joins keep the order: what the index finds first comes first.
    private static final String FOUND = """
                                        WITH whole (id) AS MATERIALIZED (%5$s), found (id, place) AS (
                                          SELECT * FROM (SELECT e.entity_id, 'own' FROM %1$s AS t
                                            %6$s search_entries AS e ON e.id = t.%7$s AND e.type <> 'PERSON'
                                            WHERE %2$s%8$s LIMIT ?) AS own
                                          UNION ALL SELECT * FROM (SELECT s.id, 'series' FROM %1$s AS t
                                            %6$s search_entries AS e ON e.id = t.%7$s AND e.type = 'SERIES'
                                            %6$s episodes AS s ON s.series_id = e.entity_id AND (%3$s) WHERE %2$s%8$s LIMIT ?) AS series
                                          UNION ALL SELECT * FROM (SELECT c.owner_id, 'people' FROM %1$s AS t
                                            %6$s search_entries AS e ON e.id = t.%7$s
                                            %6$s credits AS c ON c.person_id = e.entity_id
                                            WHERE %2$s AND t.%7$s BETWEEN ? AND ?%8$s LIMIT ?) AS people)
                                        SELECT DISTINCT e.id, e.entity_id, e.type FROM found AS f
                                          %6$s search_entries AS e ON e.entity_id = f.id
                                          LEFT JOIN episodes AS s ON s.id = e.entity_id
                                          LEFT JOIN media_items AS m ON m.id = coalesce(s.series_id, e.entity_id)
                                          LEFT JOIN search_entries AS p ON p.entity_id = s.series_id
                                        WHERE %4$s ORDER BY e.id""";
    private static final String COUNT = "(SELECT count(*) FROM (SELECT 1 FROM %1$s WHERE %2$s LIMIT ?) AS counted)";
    private static final String WHOLE = "SELECT " + COUNT + ", 0";
    private static final String BEGUN = "SELECT whole, CASE WHEN whole < ? THEN "
            + COUNT.replace("%2$s", "%3$s") + " ELSE 0 END FROM (SELECT " + COUNT + " AS whole) AS one";

    private final Statements statements;
    private final SelectReader reader;
    private final SqlDialect sql;
    private final IndexDialect index;

    ScatteredReader(Statements statements, SelectReader reader, SqlDialect sql, IndexDialect index) {
        this.sql = sql;
        this.index = index;
        this.statements = statements;
        this.reader = reader;
    }

    @Override
    public List<Found> find(ScatteredQuery query, SearchScope scope) {
        var others = Condition.all(List.of(SearchMatch.ofTypes(scope.types()), SearchMatch.others(scope, "e.id"),
                SearchMatch.withoutUnwanted(index, query.whole(), "e.id")));
        return ScatteredMatch.of(index, query, count(query.parts())).map(match -> find(match, others))
                .orElse(List.of());
    }

    // The parts with how many titles and names have each, as far as it matters.
    private List<Counted> count(List<Part> parts) {
        var values = new ArrayList<Object>();
        var counts = Rows.read(statements, parts.stream().map(part -> {
            var whole = matches(part, part.whole());
            var begun = part.beginning().map(beginning -> matches(part, beginning));
            begun.ifPresent(found -> {
                values.add(COMMON);
                values.addAll(found.values());
                values.add(COMMON);
            });
            values.addAll(whole.values());
            values.add(COMMON);
            var table = ScatteredMatch.tableOf(part);
            return begun.map(found -> BEGUN.formatted(table, whole.text(), found.text()))
                    .orElseGet(() -> WHOLE.formatted(table, whole.text()));
        }).collect(Collectors.joining(" UNION ALL ")), values, row -> Map.entry(row.getInt(1), row.getInt(2)));
        return IntStream.range(0, parts.size())
                .mapToObj(i -> Counted.of(index, parts.get(i), counts.get(i).getKey(), counts.get(i).getValue()))
                .toList();
    }

    private Sql matches(Part part, MatchExpression found) {
        var table = ScatteredMatch.tableOf(part);
        return reader.sql(index.matches(table, table.toString(), found));
    }

    private List<Found> find(ScatteredMatch match, Condition others) {
        var table = match.rarest().table();
        var found = reader.sql(index.matches(table, "t", match.rarest().found()));
        var whole = match.whole().stream().map(reader::sql).toList();
        var numbers = reader.sql(match.hasNumbers());
        var condition = reader.sql(Condition.all(List.of(match.isScattered(), others)));
        var values = new ArrayList<Object>();
        whole.forEach(each -> values.addAll(each.values()));
        values.addAll(found.values());
        values.add(match.most());
        values.addAll(numbers.values());
        values.addAll(found.values());
        values.add(match.most());
        values.addAll(found.values());
        values.addAll(List.of(index.ids().firstPerson(), index.ids().lastPerson(), match.most()));
        values.addAll(condition.values());
        return Rows.read(statements, FOUND.formatted(table, found.text(), numbers.text(), condition.text(),
                whole.stream().map(Sql::text).collect(Collectors.joining(" INTERSECT ")), sql.joinInOrder(),
                index.id(), KeptOrder.by("t." + index.id())), values,
                row -> new Found(row.getLong(1), row.getLong(2), SearchType.valueOf(Rows.text(row, 3))));
    }
}
