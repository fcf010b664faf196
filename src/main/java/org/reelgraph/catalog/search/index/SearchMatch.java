package org.reelgraph.catalog.search.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.search.SearchScope;
import org.reelgraph.catalog.search.query.EpisodeNumbers;
import org.reelgraph.catalog.search.query.Fragment;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.SearchQuery;
import org.reelgraph.catalog.search.query.SearchTier;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.SameAs;
import org.reelgraph.storage.sql.Subquery;

/**
 * What finds the entries of a tier and of none before it.
 *
 * @param table  of the index
 * @param found  what its row {@code i} matches
 * @param others on the entry {@code e} of the table's row {@code i}
 */
record SearchMatch(IndexTable table, Condition found, Condition others) {

    private static final String ROW = "i";
    private static final String ENTITY = "e.entity_id";
    private static final String OF_SERIES = "(SELECT id FROM search_entries WHERE entity_id = u.series_id)";

    /**
     * {@return what finds the entries of a tier, of some types, that no tier before finds; nothing where there are
     * none}
     */
    static Optional<SearchMatch> of(IndexDialect index, SearchQuery query, SearchTier tier,
            Collection<SearchType> types) {
        if (query.wanted().isEmpty()) {
            var before = Arrays.stream(SearchTier.values()).limit(tier.ordinal())
                    .flatMap(each -> each.fragments(query).stream()).reduce((one, later) -> later);
            return tier.fragments(query).map(found -> inFragments(index, query, without(found, before), types));
        }
        return tier.words(query).map(found -> inWords(index, query, tier, without(found, tier.before(query)), types,
                tier == SearchTier.ANYWHERE ? inNoTitle(index, query) : List.of()));
    }

    /** {@return what finds the entries of a tier and those before it} */
    static Optional<SearchMatch> upTo(IndexDialect index, SearchQuery query, SearchTier last,
            Collection<SearchType> types) {
        var tiers = Arrays.stream(SearchTier.values()).limit(last.ordinal() + 1L);
        return query.wanted().isEmpty()
                ? tiers.flatMap(tier -> tier.fragments(query).stream()).reduce((one, later) -> later)
                        .map(found -> inFragments(index, query, found, types))
                : tiers.flatMap(tier -> tier.words(query)
                        .map(found -> inWords(index, query, tier, found, types, List.of())).stream())
                        .reduce((one, later) -> later);
    }

    /**
     * {@return what finds the entries of a query whose titles and names have, in the place of its words, what an
     * expression finds}
     */
    static SearchMatch inTitles(IndexDialect index, SearchQuery query, MatchExpression found,
            Collection<SearchType> types) {
        return inWords(index, query, SearchTier.IN_ANY_TITLE, found.inAnyTitle(), types, List.of());
    }

    private static MatchExpression without(MatchExpression found, Optional<MatchExpression> before) {
        return before.<MatchExpression>map(all -> new MatchExpression.Except(found, all)).orElse(found);
    }

    // A title in which the last word stands as the beginning of another, which whole words don't tell.
    private static List<Condition> inNoTitle(IndexDialect index, SearchQuery query) {
        var table = IndexTable.TITLES.toString();
        return SearchTier.IN_ANY_TITLE.words(query)
                .map(titles -> Subquery.exists(table,
                        Condition.all(List.of(index.matches(IndexTable.TITLES, table, titles),
                                new SameAs(index.id(), row(index)))))
                        .negated())
                .stream().toList();
    }

    private static String row(IndexDialect index) {
        return ROW + "." + index.id();
    }

    private static SearchMatch inWords(IndexDialect index, SearchQuery query, SearchTier tier, MatchExpression found,
            Collection<SearchType> types, List<Condition> furthers) {
        var table = tier.isInTexts() ? IndexTable.TEXTS : IndexTable.TITLES;
        var others = new ArrayList<>(furthers);
        if (!query.fragments().isEmpty()) {
            others.add(index.isAmong(row(index), IndexTable.FRAGMENTS, query.allFragments()));
        }
        others.add(withoutUnwanted(index, query, row(index)));
        return new SearchMatch(table, index.matches(table, ROW, found, types), Condition.all(others));
    }

    private static SearchMatch inFragments(IndexDialect index, SearchQuery query, MatchExpression found,
            Collection<SearchType> types) {
        return new SearchMatch(IndexTable.FRAGMENTS, index.matches(IndexTable.FRAGMENTS, ROW, found),
                Condition.all(List.of(ofTypes(types), withoutUnwanted(index, query, row(index)))));
    }

    /** {@return whether an entry is of one of these types, or of any where there are none} */
    static Condition ofTypes(Collection<SearchType> types) {
        return types.isEmpty()
                ? Condition.ALWAYS
                : Condition.oneOf("e.type", types.stream().map(SearchType::name).toList());
    }

    /**
     * {@return whether an entry {@code e} has nothing of what a query doesn't want, nor is an episode of a series whose
     * titles have it, or of that number}
     *
     * @param entryId the expression of its id
     */
    static Condition withoutUnwanted(IndexDialect index, SearchQuery query, String entryId) {
        var conditions = new ArrayList<Condition>();
        if (!query.unwanted().isEmpty()) {
            var words = MatchExpression.any(query.unwanted().stream().map(word -> word.anyWay(false)).toList());
            conditions.add(index.isAmong(entryId, IndexTable.TEXTS, words.inAnyText()).negated());
            conditions.add(ofEpisode(index.isAmong(OF_SERIES, IndexTable.TITLES, words.inAnyTitle())).negated());
            query.unwanted().stream().map(word -> EpisodeNumbers.of(word.row())).filter(EpisodeNumbers::isNamed)
                    .forEach(numbers -> conditions.add(ofEpisode(numbers.are("u")).negated()));
        }
        if (!query.unwantedFragments().isEmpty()) {
            var fragments = MatchExpression.any(query.unwantedFragments().stream().map(Fragment::anywhere).toList());
            conditions.add(index.isAmong(entryId, IndexTable.FRAGMENTS, fragments).negated());
            conditions.add(ofEpisode(index.isAmong(OF_SERIES, IndexTable.FRAGMENTS, fragments)).negated());
        }
        return Condition.all(conditions);
    }

    private static Condition ofEpisode(Condition condition) {
        return Subquery.exists("episodes AS u", Condition.all(List.of(new SameAs("u.id", ENTITY), condition)));
    }

    /** {@return whether an entry {@code e} of the table's row {@code i} is one of a scope, but for its type} */
    static Condition others(IndexDialect index, SearchScope scope) {
        return others(scope, row(index));
    }

    /**
     * {@return whether an entry {@code e} is one of a scope, but for its type}
     *
     * @param entryId the expression of its id
     */
    static Condition others(SearchScope scope, String entryId) {
        var media = scope.media().map(condition -> Subquery.exists("media_items",
                Condition.all(List.of(new SameAs("id", ENTITY), condition)))).orElse(Condition.ALWAYS);
        return scope.except().isEmpty()
                ? media
                : Condition.all(List.of(media, Condition.oneOf(entryId, scope.except()).negated()));
    }
}
