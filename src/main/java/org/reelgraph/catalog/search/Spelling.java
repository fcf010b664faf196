package org.reelgraph.catalog.search;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.FullTextSearch.Titles;
import org.reelgraph.catalog.search.Vocabulary.Candidate;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.MatchExpression.Phrase;
import org.reelgraph.catalog.search.query.SearchQuery;
import org.reelgraph.catalog.search.text.FoldedText;
import org.reelgraph.catalog.search.text.Tokenizer.Token;

/**
 * Finds what may have been meant by a query that finds nothing: titles and names whose words look like those that were
 * typed.
 */
@Singleton
class Spelling {

    private static final int MAX_WORDS = 10;
    private static final int MAX_TITLES = 20;
    private static final int MAX_TRIES = 3;

    /** What a title makes of the words of a query: for each typed word the title's, as written there. */
    private record Reading(Map<String, String> written, int distance) {
    }

    private final Vocabulary vocabulary;
    private final FullTextSearch search;

    Spelling(Vocabulary vocabulary, FullTextSearch search) {
        this.vocabulary = vocabulary;
        this.search = search;
    }

    /**
     * {@return the text of a query with words that titles and names have in the place of those that none has; nothing
     * where nothing is near that finds anything}
     */
    Optional<String> corrected(String text, SearchQuery query, SearchScope scope) {
        var typed = query.wanted().stream().flatMap(unit -> unit.spelled().stream()).toList();
        if (typed.isEmpty() || typed.size() > MAX_WORDS) {
            return Optional.empty();
        }
        vocabulary.bringUpToDate();
        var candidates = new LinkedHashMap<String, List<Candidate>>();
        typed.forEach(word -> candidates.computeIfAbsent(word,
                key -> vocabulary.near(word, word.equals(typed.getLast()))));
        // Words that a query has beside each other need not be so in the title that has them, so each is tried.
        return Stream.of(nearest(candidates), candidates)
                .flatMap(some -> readings(query, some, scope))
                .map(reading -> rewritten(text, reading.written()))
                .distinct().limit(MAX_TRIES)
                .filter(meant -> search.isInTitles(SearchQuery.of(meant), scope)).findFirst();
    }

    // Of each word only what it is, or what is as near to it as anything is.
    private static Map<String, List<Candidate>> nearest(Map<String, List<Candidate>> candidates) {
        var nearest = new LinkedHashMap<String, List<Candidate>>();
        candidates.forEach((word, all) -> {
            var distance = all.stream().mapToInt(Candidate::distance).filter(number -> number > 0).min().orElse(0);
            nearest.put(word, all.stream().filter(each -> each.distance() <= distance).toList());
        });
        return nearest;
    }

    private Stream<Reading> readings(SearchQuery query, Map<String, List<Candidate>> candidates, SearchScope scope) {
        var words = MatchExpression.all(candidates.values().stream().map(Spelling::anyOf).toList());
        return search.findTitles(query, words, scope, MAX_TITLES).stream()
                .flatMap(titles -> reading(titles, candidates).stream()).filter(reading -> reading.distance() > 0)
                .sorted(Comparator.comparing(Reading::distance));
    }

    private static MatchExpression anyOf(List<Candidate> candidates) {
        return MatchExpression.any(candidates.stream()
                .<MatchExpression>map(candidate -> new Phrase(candidate.words(), candidate.unfinished())).toList());
    }

    private static Optional<Reading> reading(Titles titles, Map<String, List<Candidate>> candidates) {
        var tokens = new HashMap<String, String>();
        Stream.of(titles.title(), titles.originalTitle()).filter(Objects::nonNull).map(FoldedText::inWords)
                .forEach(title -> title.segments(false).stream()
                        .flatMap(segment -> Stream.of(segment.literal(), segment.variant())).flatMap(List::stream)
                        .forEach(token -> tokens.putIfAbsent(token.word(), title.written(token))));
        var written = new HashMap<String, String>();
        var used = new HashSet<String>();
        var distance = 0;
        for (var entry : candidates.entrySet()) {
            var fitting = entry.getValue().stream().filter(each -> each.isAmong(tokens.keySet())).findFirst();
            if (fitting.isEmpty() || !used.addAll(fitting.get().words())) {
                return Optional.empty();
            }
            distance += fitting.get().distance();
            if (fitting.get().distance() > 0) {
                written.put(entry.getKey(),
                        fitting.get().words().stream().map(tokens::get).collect(Collectors.joining(" ")));
            }
        }
        return Optional.of(new Reading(written, distance));
    }

    private static String rewritten(String text, Map<String, String> written) {
        var rewritten = new StringBuilder();
        var folded = FoldedText.inWords(text);
        var done = 0;
        for (var segment : folded.segments(true)) {
            // Of what is written with a number the word alone is corrected: harpono2.
            var isLiteral = segment.literal().stream().map(Token::word).anyMatch(written::containsKey);
            for (var token : isLiteral ? segment.literal() : segment.variant()) {
                var typed = folded.written(token);
                var correct = written.get(token.word());
                rewritten.append(text, done, folded.startOf(token.start()))
                        .append(correct == null ? typed : likeTyped(typed, correct));
                done = folded.endOf(token.end());
            }
        }
        return rewritten.append(text, done, text.length()).toString();
    }

    private static String likeTyped(String typed, String correct) {
        if (typed.equals(typed.toLowerCase(Locale.ROOT))) {
            // Of İ a dot would be left that no letter has.
            return correct.toLowerCase(Locale.ROOT).replace("i\u0307", "i");
        }
        return typed.length() > 1 && typed.equals(typed.toUpperCase(Locale.ROOT))
                ? correct.toUpperCase(Locale.ROOT)
                : correct;
    }
}
