package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.SearchQuery.Fragment;
import org.reelgraph.catalog.search.SearchQuery.Words;
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

    private static final String TEXTS = "{title original_title summary} : ";
    private static final String IN_WORDS = "i.rowid %s (SELECT rowid FROM search_words WHERE search_words MATCH ?)";
    private static final String IN_FRAGMENTS = "i.rowid %s (SELECT rowid FROM search_fragments WHERE search_fragments"
            + " MATCH ?)";

    /**
     * {@return what finds the entries of a tier, of some types, that no tier before finds; nothing where there are none}
     */
    static Optional<SearchMatch> of(SearchQuery query, SearchTier tier, Collection<SearchType> types) {
        return expression(query, tier).map(found -> {
            var before = Arrays.stream(SearchTier.values()).limit(tier.ordinal())
                    .flatMap(each -> expression(query, each).stream()).reduce((one, later) -> later);
            return of(query, before.map(all -> "(" + found + ") NOT (" + all + ")").orElse(found), types);
        });
    }

    /** {@return what finds the entries of a tier and those before it} */
    static Optional<SearchMatch> upTo(SearchQuery query, SearchTier tier, Collection<SearchType> types) {
        return Arrays.stream(SearchTier.values()).limit(tier.ordinal() + 1L)
                .flatMap(each -> expression(query, each).stream()).reduce((one, later) -> later)
                .map(found -> of(query, found, types));
    }

    private static Optional<String> expression(SearchQuery query, SearchTier tier) {
        return query.words().isEmpty() ? tier.fragments(query) : tier.words(query);
    }

    private static SearchMatch of(SearchQuery query, String found, Collection<SearchType> types) {
        return query.words().isEmpty() ? inFragments(query, found, types) : inWords(query, found, types);
    }

    private static SearchMatch inWords(SearchQuery query, String found, Collection<SearchType> types) {
        var expression = new StringBuilder("(").append(found).append(")");
        if (!types.isEmpty()) {
            expression.append(" AND type : ").append(types.stream().map(type -> "\"" + type.token() + "\"")
                    .collect(Collectors.joining(" OR ", "(", ")")));
        }
        if (!query.unwantedWords().isEmpty()) {
            expression.insert(0, "(").append(") NOT ").append(anyOf(query.unwantedWords()));
        }
        var others = new ArrayList<Condition>();
        if (!query.fragments().isEmpty()) {
            others.add(Condition.of(IN_FRAGMENTS.formatted("IN"), SearchTier.fragmentsOf(query)));
        }
        return new SearchMatch("search_words", expression.toString(), all(others, query));
    }

    private static SearchMatch inFragments(SearchQuery query, String found, Collection<SearchType> types) {
        var others = new ArrayList<Condition>();
        if (!types.isEmpty()) {
            others.add(Condition.of("e.type IN (SELECT value FROM json_each(?))",
                    JsonArray.ofTexts(types.stream().map(SearchType::name).toList())));
        }
        if (!query.unwantedWords().isEmpty()) {
            others.add(Condition.of(IN_WORDS.formatted("NOT IN"), anyOf(query.unwantedWords())));
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

    private static String anyOf(List<Words> words) {
        return words.stream().map(Words::quoted).collect(Collectors.joining(" OR ", TEXTS + "(", ")"));
    }
}
