package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.query.Fragment;
import org.reelgraph.catalog.search.query.SearchQuery;
import org.reelgraph.catalog.search.text.FoldedText;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.catalog.search.text.Tokenizer.Token;

/** Shows where in a text a query is found. */
final class Highlight {

    private static final int AROUND = 80;
    private static final String BETWEEN = " · ";

    /** A part of a text, and whether it is what is looked for. */
    record Part(String text, boolean matched) {
    }

    private final SearchQuery query;

    Highlight(SearchQuery query) {
        this.query = query;
    }

    /**
     * {@return the first of these texts in which anything is found, a long one cut to what is around; otherwise the
     * first, as it is}
     *
     * @param titles of it, in which variants are found too
     * @param others its other texts
     */
    List<Part> in(List<String> titles, List<String> others) {
        for (var text : titles) {
            var marked = marked(text, true);
            if (!marked.isEmpty()) {
                return excerpt(text, marked);
            }
        }
        for (var text : others) {
            var marked = marked(text, false);
            if (!marked.isEmpty()) {
                return excerpt(text, marked);
            }
        }
        return Stream.of(titles, others).flatMap(List::stream).limit(1).map(text -> new Part(text, false)).toList();
    }

    /**
     * {@return a title, and after it each other text in which something is found}
     *
     * @param titles of it, of which the first is there in any case
     * @param code   the season and the episode that it is; found where a query names any
     * @param around the titles and the year of its series, its own year, and names of its people
     */
    List<Part> across(List<String> titles, Optional<String> code, List<String> around) {
        var parts = new ArrayList<Part>();
        code.filter(found -> query.episodeNumbers().isNamed())
                .ifPresent(found -> parts.add(new Part(found, true)));
        Stream.of(titles, around).flatMap(List::stream).distinct().forEach(text -> {
            var marked = marked(text, true);
            if (!marked.isEmpty() || !titles.isEmpty() && text.equals(titles.getFirst())) {
                if (!parts.isEmpty()) {
                    parts.add(new Part(BETWEEN, false));
                }
                parts.addAll(parts(text, marked, 0, text.length()));
            }
        });
        return parts;
    }

    private BitSet marked(String text, boolean isTitle) {
        var marked = new BitSet();
        var folded = FoldedText.inWords(text);
        var segments = folded.segments(false);
        var literal = segments.stream().flatMap(segment -> segment.literal().stream()).toList();
        var variant = segments.stream().flatMap(segment -> segment.variant().stream())
                .filter(token -> isTitle || !SearchText.isOnlyInTitles(token.word())).toList();
        var units = query.wanted();
        for (var i = 0; i < units.size(); i++) {
            var unfinished = i == units.size() - 1;
            units.get(i).ways().forEach(way -> way.forEach(phrase -> {
                var mayGoOn = unfinished && phrase == way.getLast();
                mark(phrase.words(), mayGoOn, literal, folded, marked);
                mark(phrase.words(), mayGoOn, variant, folded, marked);
            }));
        }
        query.fragments().forEach(fragment -> mark(fragment, FoldedText.of(text), marked));
        return marked;
    }

    // What is marked already stays as it is, so that of a compound no more is marked than what is looked for.
    private static void mark(List<String> words, boolean mayGoOn, List<Token> tokens, FoldedText text, BitSet marked) {
        for (var at = 0; at + words.size() <= tokens.size(); at++) {
            var found = tokens.subList(at, at + words.size());
            if (isFound(words, mayGoOn, found)) {
                found.forEach(token -> {
                    var start = text.startOf(token.start());
                    var end = text.endOf(token.end());
                    if (marked.get(start, end).isEmpty()) {
                        marked.set(start, end);
                    }
                });
            }
        }
    }

    private static boolean isFound(List<String> words, boolean mayGoOn, List<Token> tokens) {
        var last = words.size() - 1;
        return IntStream.range(0, last).allMatch(i -> tokens.get(i).word().equals(words.get(i)))
                && (tokens.get(last).word().equals(words.get(last)) || mayGoOn && !SearchText.isSign(words.get(last))
                        && tokens.get(last).word().startsWith(words.get(last)));
    }

    private static void mark(Fragment fragment, FoldedText text, BitSet marked) {
        for (var found = text.text().indexOf(fragment.folded()); found >= 0; found = text.text()
                .indexOf(fragment.folded(), found + 1)) {
            marked.set(text.startOf(found), text.endOf(found + fragment.folded().length()));
        }
    }

    private static List<Part> excerpt(String text, BitSet marked) {
        if (text.length() <= 2 * AROUND) {
            return parts(text, marked, 0, text.length());
        }
        var start = Math.max(0, marked.nextSetBit(0) - AROUND);
        var end = Math.min(text.length(), start + 2 * AROUND);
        while (start > 0 && isTorn(text, marked, start)) {
            start--;
        }
        while (end < text.length() && isTorn(text, marked, end)) {
            end++;
        }
        var parts = parts(text, marked, start, end);
        if (start > 0) {
            parts.addFirst(new Part("…", false));
        }
        if (end < text.length()) {
            parts.addLast(new Part("…", false));
        }
        return parts;
    }

    private static boolean isTorn(String text, BitSet marked, int at) {
        return Character.isLowSurrogate(text.charAt(at)) || marked.get(at - 1) && marked.get(at);
    }

    private static List<Part> parts(String text, BitSet marked, int start, int end) {
        var parts = new ArrayList<Part>();
        for (var at = start; at < end;) {
            var matched = marked.get(at);
            var next = matched ? marked.nextClearBit(at) : marked.nextSetBit(at);
            var until = next < 0 ? end : Math.min(next, end);
            parts.add(new Part(text.substring(at, until), matched));
            at = until;
        }
        return parts;
    }
}
