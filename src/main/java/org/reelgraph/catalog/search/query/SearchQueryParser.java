package org.reelgraph.catalog.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.catalog.search.text.Tokenizer.Segment;
import org.reelgraph.catalog.search.text.WordCharacters;

/** Understands what is typed. A parser takes one text. */
final class SearchQueryParser {

    private static final int LONGEST = 500;
    private static final int MAX_TERMS = 20;
    // What stands in quotes (also in one that isn't closed yet), or up to the next space.
    private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)(?:\"|$)|(\\S+))",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SYMBOL = Pattern.compile(".*[\\p{S}%#@&*].*");
    private static final Pattern AND_SIGN = Pattern.compile("[&+]");
    // Signs that are no symbols to look for where they are between words, or where the next word is yet to come.
    private static final Pattern BETWEEN_WORDS = Pattern
            .compile("(?<=[\\p{L}\\p{M}\\p{N}])((\\s+[&+]\\s+|[&+*∙⋅])(?=[\\p{L}\\p{N}])|(\\s+[&+]|&)\\s*$)");

    private record Term(String written, boolean inQuotes, boolean unwanted) {

        private boolean isFragment() {
            return SearchText.words(written).isEmpty()
                    || (WordCharacters.hasScriptWithoutSpaces(written) || hasSymbols()) && !isWordsOnceFolded();
        }

        // For example of ㎏, which is a symbol.
        private boolean isWordsOnceFolded() {
            return WordCharacters.isAll(SortKeys.folded(written));
        }

        private boolean hasSymbols() {
            return SYMBOL.matcher(BETWEEN_WORDS.matcher(written).replaceAll(" ")).matches();
        }

        // A minus, a quotation mark, a bracket.
        private boolean isPunctuation() {
            return SearchText.words(written).isEmpty() && !hasSymbols();
        }

        private boolean isPlain() {
            return !inQuotes && !unwanted;
        }
    }

    private final List<SearchUnit> wanted = new ArrayList<>();
    private final List<Fragment> fragments = new ArrayList<>();
    private final List<SearchUnit> unwanted = new ArrayList<>();
    private final List<Fragment> unwantedFragments = new ArrayList<>();

    /** {@return what a text asks for} */
    SearchQuery parse(String text) {
        var terms = terms(SearchText.plain(text.length() <= LONGEST ? text : text.substring(0, LONGEST)));
        for (var at = 0; at < terms.size();) {
            var end = endOfText(terms, at);
            if (end > at) {
                wanted.addAll(units(terms.subList(at, end)));
            } else {
                add(terms.get(at));
            }
            at = Math.max(end, at + 1);
        }
        return new SearchQuery(List.copyOf(wanted), List.copyOf(fragments), List.copyOf(unwanted),
                List.copyOf(unwantedFragments));
    }

    private static List<Term> terms(String text) {
        var terms = new ArrayList<Term>();
        var found = TERM.matcher(text);
        while (found.find() && terms.size() < MAX_TERMS) {
            var inQuotes = found.group(2) != null && !found.group(2).isBlank();
            var written = found.group(2) == null ? found.group(3) : found.group(2);
            terms.add(new Term(written.isBlank() ? found.group() : written, inQuotes,
                    !found.group(1).isEmpty() && !written.isBlank()));
        }
        // What it belongs to is yet to come.
        if (terms.size() > 1 && terms.getLast().isPunctuation()) {
            terms.removeLast();
        }
        return terms;
    }

    // Terms that are words, with the signs between them, and one at the end of all.
    private static int endOfText(List<Term> terms, int start) {
        var end = start;
        for (var at = start; at < terms.size() && terms.get(at).isPlain(); at++) {
            var isAnd = at > start && end == at && AND_SIGN.matcher(terms.get(at).written()).matches();
            if (!terms.get(at).isFragment() || isAnd && at == terms.size() - 1) {
                end = at + 1;
            } else if (!isAnd) {
                break;
            }
        }
        return end;
    }

    private static List<SearchUnit> units(List<Term> terms) {
        var units = new ArrayList<List<Segment>>();
        SearchText.segmentsOfQuery(terms.stream().map(Term::written).collect(Collectors.joining(" ")))
                .forEach(segment -> {
                    if (units.isEmpty() || segment.typed().getFirst().apart()) {
                        units.add(new ArrayList<>());
                    }
                    units.getLast().add(segment);
                });
        return units.stream().map(SearchUnit::of).toList();
    }

    private void add(Term term) {
        if (term.isFragment()) {
            var folded = SortKeys.folded(term.written());
            if (!folded.isEmpty()) {
                (term.unwanted() ? unwantedFragments : fragments).add(new Fragment(folded));
            }
        } else if (term.inQuotes()) {
            (term.unwanted() ? unwanted : wanted).add(SearchUnit.quoted(SearchText.segmentsOfQuery(term.written())));
        } else {
            unwanted.addAll(units(List.of(term)));
        }
    }
}
