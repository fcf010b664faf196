package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.catalog.SortKeys;

/**
 * What somebody looks for, understood: words in any order, of which the last may be unfinished; phrases in quotes; fragments, where
 * there are no words to go by; and with a minus before it what must not be there. Any text is a query.
 *
 * @param wanted   what has to be there
 * @param unwanted what must not
 */
record SearchQuery(List<Term> wanted, List<Term> unwanted) {

    private static final int LONGEST = 500;
    private static final int MOST_TERMS = 20;
    // What stands in quotes (also in one that isn't closed yet), or up to the next space.
    private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)(?:\"|$)|(\\S+))",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WITHOUT_SPACES = Pattern
            .compile(
                    ".*[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}].*");
    private static final Pattern SYMBOL = Pattern.compile(".*[\\p{S}%#@&*].*");

    /** Something to look for. */
    sealed interface Term {
    }

    /** Words that stand beside each other; one or more. */
    record Words(List<String> words) implements Term {

        /** {@return the words as the index's language writes them} */
        String quoted() {
            return words.stream().map(word -> word.replace("\"", "\"\"")).collect(Collectors.joining(" ", "\"", "\""));
        }
    }

    /** Characters that stand beside each other, in words or not. */
    record Fragment(String folded) implements Term {

        /** {@return the fragment as the index's language writes it} */
        String quoted() {
            var one = folded.codePointCount(0, folded.length()) == 1;
            return one
                    ? "\"" + Character.toString(SearchText.inWord(folded.codePointAt(0))) + "\" *"
                    : "\"" + SearchText.pairs(folded) + "\"";
        }
    }

    /** {@return what a text asks for} */
    static SearchQuery of(String text) {
        var wanted = new ArrayList<Term>();
        var unwanted = new ArrayList<Term>();
        var terms = TERM.matcher(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
        while (terms.find() && wanted.size() + unwanted.size() < MOST_TERMS) {
            var written = terms.group(2) == null ? terms.group(3) : terms.group(2);
            var isUnwanted = !terms.group(1).isEmpty() && !written.isBlank();
            term(written.isBlank() ? terms.group() : written)
                    .forEach(isUnwanted ? unwanted::add : wanted::add);
        }
        return new SearchQuery(List.copyOf(wanted), List.copyOf(unwanted));
    }

    private static Stream<Term> term(String written) {
        var words = SearchText.words(written);
        var isFragment = words.isEmpty() || WITHOUT_SPACES.matcher(written).matches()
                || SYMBOL.matcher(written).matches();
        if (!isFragment) {
            return Stream.of(new Words(words));
        }
        var folded = SortKeys.folded(written);
        return folded.isEmpty() ? Stream.empty() : Stream.of(new Fragment(folded));
    }

    /** {@return whether there is anything to look for} */
    boolean isEmpty() {
        return wanted.isEmpty();
    }

    List<Words> words() {
        return only(wanted, Words.class);
    }

    List<Fragment> fragments() {
        return only(wanted, Fragment.class);
    }

    List<Words> unwantedWords() {
        return only(unwanted, Words.class);
    }

    List<Fragment> unwantedFragments() {
        return only(unwanted, Fragment.class);
    }

    private static <T> List<T> only(List<Term> terms, Class<T> type) {
        return terms.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
