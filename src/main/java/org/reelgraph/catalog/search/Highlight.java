package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.search.SearchQuery.Fragment;

/** Shows where in a text a query is found. */
final class Highlight {

    private static final int AROUND = 80;

    /** A part of a text, and whether it is what is looked for. */
    record Part(String text, boolean matched) {
    }

    private final SearchQuery query;

    Highlight(SearchQuery query) {
        this.query = query;
    }

    /** {@return the first of these texts in which anything is found, a long one cut to what is around; otherwise the first, as it is} */
    List<Part> in(List<String> texts) {
        for (var text : texts) {
            var marked = marked(text);
            if (!marked.isEmpty()) {
                return excerpt(text, marked);
            }
        }
        return texts.isEmpty() ? List.of() : List.of(new Part(texts.getFirst(), false));
    }

    private BitSet marked(String text) {
        var marked = new BitSet();
        SearchText.tokens(text)
                .filter(token -> SearchText.words(token.group()).stream().anyMatch(this::isLookedFor))
                .forEach(token -> marked.set(token.start(), token.end()));
        query.fragments().forEach(fragment -> mark(fragment, text, marked));
        return marked;
    }

    private boolean isLookedFor(String word) {
        var words = query.words();
        for (var i = 0; i < words.size(); i++) {
            var looked = words.get(i).words();
            var unfinished = i == words.size() - 1 && word.startsWith(looked.getLast());
            if (looked.contains(word) || unfinished) {
                return true;
            }
        }
        return false;
    }

    // Letter by letter, since folding may change how many there are.
    private static void mark(Fragment fragment, String text, BitSet marked) {
        var folded = new StringBuilder();
        var origins = new ArrayList<Integer>();
        for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            var plain = SortKeys.folded(Character.toString(text.codePointAt(at)));
            folded.append(plain);
            origins.addAll(Collections.nCopies(plain.length(), at));
        }
        for (var found = folded.indexOf(fragment.folded()); found >= 0; found = folded.indexOf(fragment.folded(),
                found + 1)) {
            var last = origins.get(found + fragment.folded().length() - 1);
            marked.set(origins.get(found), last + Character.charCount(text.codePointAt(last)));
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
