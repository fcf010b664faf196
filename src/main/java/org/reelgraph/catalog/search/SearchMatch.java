package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.SearchQuery.Fragment;
import org.reelgraph.catalog.search.SearchQuery.Unit;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.JsonArray;

/**
 * What finds the entries of a tier and of none before it.
 *
 * @param index      the table of the index
 * @param expression in FTS5's language
 * @param others     on the entry {@code e} of the index' row {@code i}
 */
record SearchMatch(String index, String expression, Condition others) {

    private static final String TEXTS = "{titles summary} : ";
    private static final String IN_TEXTS = "i.rowid NOT IN (SELECT rowid FROM search_texts WHERE search_texts MATCH ?)";
    private static final String IN_FRAGMENTS = "i.rowid %s (SELECT rowid FROM search_fragments WHERE search_fragments"
            + " MATCH ?)";

    /**
     * {@return what finds the entries of a tier, of some types, that no tier before finds; nothing where there are none}
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

    /** {@return what finds the entries of a query whose titles and names have, in the place of its words, what an expression finds} */
    static SearchMatch inTitles(SearchQuery query, String found, Collection<SearchType> types) {
        return inWords(query, SearchTier.IN_ANY_TITLE, SearchTier.inAnyTitle("(" + found + ")"), types, List.of());
    }

    private static String without(String found, Optional<String> before) {
        return before.map(all -> "(" + found + ") NOT (" + all + ")").orElse(found);
    }

    // A title in which the last word stands as the beginning of another, which whole words don't tell.
    private static List<Condition> inNoTitle(SearchQuery query) {
        return SearchTier.IN_ANY_TITLE.words(query).map(titles -> Condition.of("NOT EXISTS (SELECT 1 FROM search_titles"
                + " WHERE search_titles MATCH ? AND rowid = i.rowid)", titles)).stream().toList();
    }

    private static SearchMatch inWords(SearchQuery query, SearchTier tier, String found, Collection<SearchType> types,
            List<Condition> furthers) {
        var expression = new StringBuilder("(").append(found).append(")");
        if (!types.isEmpty()) {
            expression.append(" AND type : ").append(types.stream().map(type -> "\"" + type.token() + "\"")
                    .collect(Collectors.joining(" OR ", "(", ")")));
        }
        var others = new ArrayList<>(unwantedWords(query));
        others.addAll(furthers);
        if (!query.fragments().isEmpty()) {
            others.add(Condition.of(IN_FRAGMENTS.formatted("IN"), SearchTier.fragmentsOf(query)));
        }
        return new SearchMatch(tier.isInTexts() ? "search_texts" : "search_titles", expression.toString(),
                all(others, query));
    }

    private static List<Condition> unwantedWords(SearchQuery query) {
        return query.unwanted().isEmpty()
                ? List.of()
                : List.of(Condition.of(IN_TEXTS, anyOf(query.unwanted())));
    }

    private static SearchMatch inFragments(SearchQuery query, String found, Collection<SearchType> types) {
        var others = new ArrayList<>(unwantedWords(query));
        if (!types.isEmpty()) {
            others.add(Condition.of("e.type IN (SELECT value FROM json_each(?))",
                    JsonArray.ofTexts(types.stream().map(SearchType::name).toList())));
        }
        return new SearchMatch("search_fragments", found, all(others, query));
    }

    private static Condition all(List<Condition> others, SearchQuery query) {
        var unwanted = query.unwantedFragments();
        return Condition.all(Stream.concat(others.stream(), unwanted.isEmpty()
                ? Stream.empty()
                : Stream.of(Condition.of(IN_FRAGMENTS.formatted("NOT IN"),
                        unwanted.stream().map(Fragment::quoted).collect(Collectors.joining(" OR ")))))
                .toList());
    }

    private static String anyOf(List<Unit> words) {
        return words.stream().map(word -> word.anyWay(false)).collect(Collectors.joining(" OR ", TEXTS + "(", ")"));
    }
}
