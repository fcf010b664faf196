package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reelgraph.catalog.search.text.Fragment;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.SameAs;
import org.reelgraph.storage.sql.Subquery;

/**
 * What finds the entries of a tier and of none before it.
 *
 * @param index      the table of the index
 * @param expression in FTS5's language
 * @param others     on the entry {@code e} of the index' row {@code i}
 */
record SearchMatch(String index, String expression, Condition others) {

    private static final String ROW = "i.rowid";
    private static final String ENTITY = "e.entity_id";
    private static final String TEXTS = "{titles summary} : ";
    private static final String IN_TEXTS = "%s NOT IN (SELECT rowid FROM search_texts WHERE search_texts MATCH ?)";
    private static final String IN_SERIES = "(SELECT id FROM search_entries WHERE entity_id = u.series_id) IN"
            + " (SELECT rowid FROM %1$s WHERE %1$s MATCH ?)";
    private static final String IN_FRAGMENTS = "%s %s (SELECT rowid FROM search_fragments WHERE search_fragments"
            + " MATCH ?)";

    /**
     * {@return what finds the entries of a tier, of some types, that no tier before finds; nothing where there are
     * none}
     */
    static Optional<SearchMatch> of(SearchQuery query, SearchTier tier, Collection<SearchType> types) {
        if (query.wanted().isEmpty()) {
            var before = Arrays.stream(SearchTier.values()).limit(tier.ordinal())
                    .flatMap(each -> each.fragments(query).stream()).reduce((one, later) -> later);
            return tier.fragments(query).map(found -> inFragments(query, without(found, before), types));
        }
        return tier.words(query).map(found -> inWords(query, tier, without(found, tier.before(query)), types,
                tier == SearchTier.ANYWHERE ? inNoTitle(query) : List.of()));
    }

    /** {@return what finds the entries of a tier and those before it} */
    static Optional<SearchMatch> upTo(SearchQuery query, SearchTier last, Collection<SearchType> types) {
        var tiers = Arrays.stream(SearchTier.values()).limit(last.ordinal() + 1L);
        return query.wanted().isEmpty()
                ? tiers.flatMap(tier -> tier.fragments(query).stream()).reduce((one, later) -> later)
                        .map(found -> inFragments(query, found, types))
                : tiers.flatMap(tier -> tier.words(query)
                        .map(found -> inWords(query, tier, found, types, List.of())).stream())
                        .reduce((one, later) -> later);
    }

    /**
     * {@return what finds the entries of a query whose titles and names have, in the place of its words, what an
     * expression finds}
     */
    static SearchMatch inTitles(SearchQuery query, String found, Collection<SearchType> types) {
        return inWords(query, SearchTier.IN_ANY_TITLE, SearchTier.inAnyTitle("(" + found + ")"), types, List.of());
    }

    private static String without(String found, Optional<String> before) {
        return before.map(all -> "(" + found + ") NOT (" + all + ")").orElse(found);
    }

    // A title in which the last word stands as the beginning of another, which whole words don't tell.
    private static List<Condition> inNoTitle(SearchQuery query) {
        return SearchTier.IN_ANY_TITLE.words(query)
                .map(titles -> Condition.sql("NOT EXISTS (SELECT 1 FROM search_titles"
                        + " WHERE search_titles MATCH ? AND rowid = i.rowid)", titles))
                .stream().toList();
    }

    private static SearchMatch inWords(SearchQuery query, SearchTier tier, String found, Collection<SearchType> types,
            List<Condition> furthers) {
        var expression = new StringBuilder("(").append(found).append(")");
        if (!types.isEmpty()) {
            expression.append(" AND type : ").append(types.stream().map(type -> "\"" + type.token() + "\"")
                    .collect(Collectors.joining(" OR ", "(", ")")));
        }
        var others = new ArrayList<>(furthers);
        if (!query.fragments().isEmpty()) {
            others.add(Condition.sql(IN_FRAGMENTS.formatted(ROW, "IN"), SearchTier.fragmentsOf(query)));
        }
        others.add(withoutUnwanted(query, ROW));
        return new SearchMatch(tier.isInTexts() ? "search_texts" : "search_titles", expression.toString(),
                Condition.all(others));
    }

    private static SearchMatch inFragments(SearchQuery query, String found, Collection<SearchType> types) {
        return new SearchMatch("search_fragments", found,
                Condition.all(List.of(ofTypes(types), withoutUnwanted(query, ROW))));
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
    static Condition withoutUnwanted(SearchQuery query, String entryId) {
        var conditions = new ArrayList<Condition>();
        if (!query.unwanted().isEmpty()) {
            var words = query.unwanted().stream().map(word -> word.anyWay(false))
                    .collect(Collectors.joining(" OR ", "(", ")"));
            conditions.add(Condition.sql(IN_TEXTS.formatted(entryId), TEXTS + words));
            conditions.add(inSeries(SearchTier.TITLES, SearchTier.inAnyTitle(words)).negated());
            query.unwanted().stream().map(word -> EpisodeNumbers.of(word.row())).filter(EpisodeNumbers::isNamed)
                    .forEach(numbers -> conditions.add(numbered(numbers).negated()));
        }
        if (!query.unwantedFragments().isEmpty()) {
            var fragments = query.unwantedFragments().stream().map(Fragment::quoted)
                    .collect(Collectors.joining(" OR "));
            conditions.add(Condition.sql(IN_FRAGMENTS.formatted(entryId, "NOT IN"), fragments));
            conditions.add(inSeries(SearchText.FRAGMENTS, fragments).negated());
        }
        return Condition.all(conditions);
    }

    private static Condition inSeries(String index, String found) {
        return ofEpisode(Condition.sql(IN_SERIES.formatted(index), found));
    }

    private static Condition numbered(EpisodeNumbers numbers) {
        return ofEpisode(numbers.are("u"));
    }

    private static Condition ofEpisode(Condition condition) {
        return Subquery.exists("episodes AS u", Condition.all(List.of(new SameAs("u.id", ENTITY), condition)));
    }

    /** {@return whether an entry {@code e} is of a media item that is so} */
    static Condition ofMedia(Condition condition) {
        return Subquery.exists("media_items", Condition.all(List.of(new SameAs("id", ENTITY), condition)));
    }

    /** {@return whether the index' row {@code i} is of none of these entries} */
    static Condition isNoneOf(List<Long> entryIds) {
        return Condition.oneOf(ROW, entryIds).negated();
    }
}
