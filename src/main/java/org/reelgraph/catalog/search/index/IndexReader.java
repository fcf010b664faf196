package org.reelgraph.catalog.search.index;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.FullTextSearch;
import org.reelgraph.catalog.search.SearchScope;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.SearchQuery;
import org.reelgraph.catalog.search.query.SearchTier;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.Statements;

/** Finds entries by the tables of the index. */
@Singleton
class IndexReader implements FullTextSearch {

    private static final String NAME = "coalesce(m.title, p.name, s.title)";
    private static final String NAMED = " LEFT JOIN media_items AS m ON m.id = e.entity_id"
            + " LEFT JOIN people AS p ON p.id = e.entity_id LEFT JOIN episodes AS s ON s.id = e.entity_id";

    // What is no more there, or elsewhere, was most likely after what is older.
    private static final String AT = "SELECT coalesce((SELECT id FROM search_entries WHERE entity_id = ? AND id BETWEEN ? AND ?),"
            + " (SELECT max(id) FROM search_entries WHERE id BETWEEN ? AND ? AND entity_id < ?), ? - 1)";

    private final Statements statements;
    private final SelectReader reader;
    private final IndexDialect index;

    IndexReader(Statements statements, SelectReader reader, IndexDialect index) {
        this.index = index;
        this.statements = statements;
        this.reader = reader;
    }

    @Override
    public List<Found> find(SearchQuery query, SearchTier tier, SearchScope scope, long after, int most) {
        return SearchMatch.of(index, query, tier, scope.types()).map(match -> find(match, scope, after, most))
                .orElse(List.of());
    }

    private List<Found> find(SearchMatch match, SearchScope scope, long after, int most) {
        var found = reader.sql(match.found());
        var own = reader.sql(match.others());
        var further = reader.sql(SearchMatch.others(index, scope));
        return Rows.read(statements, "SELECT e.id, e.entity_id, e.type" + from(match)
                + " WHERE %1$s AND i.%4$s > ? AND %2$s AND %3$s ORDER BY i.%4$s LIMIT ?"
                        .formatted(found.text(), own.text(), further.text(), index.id()),
                values(found.values(), List.of(after), own.values(), further.values(), List.of(most)),
                row -> new Found(row.getLong(1), row.getLong(2), SearchType.valueOf(Rows.text(row, 3))));
    }

    @Override
    public long placeOf(long entryId) {
        return index.ids().placeOf(entryId);
    }

    @Override
    public long idAt(long place, long entityId) {
        var first = index.ids().first(place);
        var last = first | index.ids().lastNumber();
        return Rows.read(statements, AT, List.of(entityId, first, last, first, last, entityId, first),
                row -> row.getLong(1)).getFirst();
    }

    @Override
    public boolean isInTitles(SearchQuery query, SearchScope scope) {
        return SearchMatch.upTo(index, query, SearchTier.IN_ANY_TITLE, scope.types())
                .filter(match -> !find(match, scope, -1, 1).isEmpty()).isPresent();
    }

    @Override
    public int count(SearchQuery query, SearchScope scope) {
        // Where the last tier doesn't apply, what those of titles find is not all among what is found anywhere.
        var inOne = query.wanted().isEmpty() || SearchTier.ANYWHERE_UNFINISHED.words(query).isPresent();
        return (inOne
                ? SearchMatch.upTo(index, query, SearchTier.ANYWHERE_UNFINISHED, scope.types()).stream()
                : Stream.of(SearchMatch.upTo(index, query, SearchTier.IN_ANY_TITLE, scope.types()),
                        SearchMatch.of(index, query, SearchTier.ANYWHERE, scope.types())).flatMap(Optional::stream))
                .mapToInt(match -> count(match, scope)).sum();
    }

    private int count(SearchMatch match, SearchScope scope) {
        var found = reader.sql(match.found());
        var own = reader.sql(match.others());
        var further = reader.sql(SearchMatch.others(index, scope));
        return Rows.read(statements, "SELECT count(*)" + from(match) + " WHERE %1$s AND %2$s AND %3$s"
                .formatted(found.text(), own.text(), further.text()),
                values(found.values(), own.values(), further.values()), row -> row.getInt(1))
                .getFirst();
    }

    @Override
    public List<Named> findNames(SearchQuery query, List<SearchTier> tiers, SearchScope scope, int most) {
        // The parts of a UNION ALL are read one after the other, and only until there is enough.
        var parts = new StringJoiner(" UNION ALL ");
        var values = new ArrayList<Object>();
        for (var tier : tiers) {
            SearchMatch.of(index, query, tier, scope.types()).ifPresent(match -> {
                var found = reader.sql(match.found());
                var own = reader.sql(match.others());
                parts.add("SELECT * FROM (SELECT " + NAME + ", e.type, e.entity_id" + from(match) + NAMED
                        + " WHERE %1$s AND %2$s ORDER BY i.%3$s LIMIT ?) AS tier".formatted(found.text(),
                                own.text(), index.id()));
                values.addAll(values(found.values(), own.values(), List.of(most)));
            });
        }
        values.add(most);
        return Rows.read(statements, parts + " LIMIT ?", values,
                row -> new Named(Rows.text(row, 1), SearchType.valueOf(Rows.text(row, 2)), row.getLong(3)));
    }

    @Override
    public List<Titles> findTitles(SearchQuery query, MatchExpression words, SearchScope scope, int most) {
        var match = SearchMatch.inTitles(index, query, words, scope.types());
        var found = reader.sql(match.found());
        var own = reader.sql(match.others());
        var further = reader.sql(SearchMatch.others(index, scope));
        return Rows.read(statements, "SELECT " + NAME + ", m.original_title" + from(match) + NAMED
                + " WHERE %1$s AND %2$s AND %3$s ORDER BY i.%4$s LIMIT ?"
                        .formatted(found.text(), own.text(), further.text(), index.id()),
                values(found.values(), own.values(), further.values(), List.of(most)),
                row -> new Titles(Rows.text(row, 1), Rows.textOrNull(row, 2)));
    }

    private String from(SearchMatch match) {
        return " FROM " + match.table() + " AS i JOIN search_entries AS e ON e.id = i." + index.id();
    }

    @SafeVarargs
    private static List<Object> values(List<? extends Object>... parts) {
        return Stream.of(parts).<Object>flatMap(List::stream).toList();
    }
}
