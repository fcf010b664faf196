package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.search.Tokenizer.Segment;
import org.reelgraph.catalog.search.Tokenizer.Token;

/**
 * What somebody looks for, understood: words in any order, of which the last may be unfinished; phrases in quotes; fragments, where
 * there are no words to go by; and with a minus before it what must not be there. Any text is a query.
 *
 * @param wanted            the words that have to be there
 * @param fragments         the fragments that have to be there
 * @param unwanted          the words that must not be there
 * @param unwantedFragments the fragments that must not be there
 */
record SearchQuery(List<Unit> wanted, List<Fragment> fragments, List<Unit> unwanted,
        List<Fragment> unwantedFragments) {

    private static final int LONGEST = 500;
    private static final int MOST_TERMS = 20;
    private static final int SHORTEST_BEGINNING = 3;
    // What stands in quotes (also in one that isn't closed yet), or up to the next space.
    private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)(?:\"|$)|(\\S+))",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WITHOUT_SPACES = Pattern
            .compile(
                    ".*[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}].*");
    private static final Pattern SYMBOL = Pattern.compile(".*[\\p{S}%#@&*].*");
    private static final Pattern AND_SIGN = Pattern.compile("[&+]");
    // Signs that are no symbols to look for where they are between words.
    private static final Pattern BETWEEN_WORDS = Pattern
            .compile("(?<=[\\p{L}\\p{M}\\p{N}])(\\s+[&+]\\s+|[&+*∙⋅])(?=[\\p{L}\\p{N}])");

    /** Words that stand beside each other; one or more. */
    record Words(List<String> words) {

        /** {@return the words as the index's language writes them} */
        String quoted() {
            return words.stream().map(word -> word.replace("\"", "\"\"")).collect(Collectors.joining(" ", "\"", "\""));
        }

        /** {@return the words as the index's language writes them, the last of which may be the beginning of one} */
        String unfinished() {
            return SearchText.isSign(words.getLast()) ? quoted() : quoted() + " *";
        }
    }

    /**
     * A part of a query: a word, or what is written as one, or in quotes.
     *
     * @param literal  what has to be there, all of it
     * @param variants what may be there in its place, all of one
     * @param inQuotes whether it is in quotes, so that nothing is told of what stands before and after it
     */
    record Unit(List<Words> literal, List<List<Words>> variants, boolean inQuotes) {

        private static Unit of(List<Segment> segments) {
            return of(inOrder(segments, false), inOrder(segments, true), false);
        }

        private static Unit quoted(List<Segment> segments) {
            return of(beside(inOrder(segments, false)), beside(inOrder(segments, true)), true);
        }

        private static Unit of(List<Words> literal, List<Words> variant, boolean inQuotes) {
            return new Unit(literal, literal.equals(variant) ? List.of() : List.of(variant), inQuotes);
        }

        // Words are beside each other where no space is between them.
        private static List<Words> inOrder(List<Segment> segments, boolean asVariant) {
            var words = new ArrayList<Words>();
            segments.stream().flatMap(segment -> tokens(segment, asVariant).stream()).forEach(token -> {
                if (token.apart() || words.isEmpty()) {
                    words.add(new Words(List.of(token.word())));
                } else {
                    words.add(new Words(Stream.concat(words.removeLast().words().stream(), Stream.of(token.word()))
                            .toList()));
                }
            });
            return List.copyOf(words);
        }

        private static List<Words> beside(List<Words> words) {
            return List.of(new Words(words.stream().flatMap(each -> each.words().stream()).toList()));
        }

        /** {@return all that it can be: as it is written, then its variants} */
        Stream<List<Words>> ways() {
            return Stream.concat(Stream.of(literal), variants.stream());
        }

        /** {@return what finds it, in the index's language, whichever way it is written} */
        String anyWay(boolean unfinished) {
            return ways().map(way -> all(way, unfinished)).collect(Collectors.joining(" OR ", "(", ")"));
        }

        private static String all(List<Words> way, boolean unfinished) {
            var last = unfinished ? way.getLast().unfinished() : way.getLast().quoted();
            return Stream.concat(way.subList(0, way.size() - 1).stream().map(Words::quoted), Stream.of(last))
                    .collect(Collectors.joining(" AND ", "(", ")"));
        }

        /** {@return whether it is a single word, and not in quotes} */
        boolean isWord() {
            return !inQuotes && literal.size() == 1 && literal.getFirst().words().size() == 1
                    && Character.isLetter(word().codePointAt(0));
        }

        /** {@return the first of its words, as it is written} */
        String word() {
            return literal.getFirst().words().getFirst();
        }

        /** {@return what has to be there where this and another has} */
        Unit and(Unit other) {
            var variant = inOrder(variantOrLiteral(), other.variantOrLiteral());
            return of(inOrder(literal, other.literal), variant, false);
        }

        private List<Words> variantOrLiteral() {
            return variants.isEmpty() ? literal : variants.getFirst();
        }

        private static List<Words> inOrder(List<Words> ones, List<Words> others) {
            return Stream.concat(ones.stream(), others.stream()).toList();
        }

        /** {@return this with one variant more} */
        Unit or(Words variant) {
            return new Unit(literal, Stream.concat(variants.stream(), Stream.of(List.of(variant))).toList(), inQuotes);
        }

        /** {@return its words, to be compared letter by letter with those of titles; a sign for those that mean "and", and for numbers} */
        List<String> spelled() {
            return row(0).stream().anyMatch(SearchText::isSign) ? row(0) : row();
        }

        /** {@return its words in the order in which they are written} */
        List<String> row() {
            return row(literal);
        }

        // Its words in the order in which a variant has them; of those it has, the last where there are fewer.
        private List<String> row(int variant) {
            return row(variants.isEmpty() ? literal : variants.get(Math.min(variant, variants.size() - 1)));
        }

        private static List<String> row(List<Words> way) {
            return way.stream().flatMap(each -> each.words().stream()).toList();
        }
    }

    /** Characters that stand beside each other, in words or not. */
    record Fragment(String folded) {

        /** {@return the fragment as the index's language writes it} */
        String quoted() {
            var one = folded.codePointCount(0, folded.length()) == 1;
            return one
                    ? "\"" + Character.toString(SearchText.inWord(folded.codePointAt(0))) + "\" *"
                    : "\"" + SearchText.pairs(folded) + "\"";
        }
    }

    private record Term(String written, boolean inQuotes, boolean unwanted) {

        private boolean isFragment() {
            var symbols = BETWEEN_WORDS.matcher(written).replaceAll(" ");
            return SearchText.words(written).isEmpty() || WITHOUT_SPACES.matcher(written).matches()
                    || SYMBOL.matcher(symbols).matches();
        }

        private boolean isPlain() {
            return !inQuotes && !unwanted;
        }
    }

    /** {@return what a text asks for} */
    static SearchQuery of(String text) {
        var query = new SearchQuery(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var terms = terms(SearchText.plain(text.length() <= LONGEST ? text : text.substring(0, LONGEST)));
        for (var at = 0; at < terms.size();) {
            var end = endOfText(terms, at);
            if (end > at) {
                units(terms.subList(at, end)).forEach(query.wanted::add);
            } else {
                query.add(terms.get(at));
            }
            at = Math.max(end, at + 1);
        }
        return new SearchQuery(List.copyOf(query.wanted), List.copyOf(query.fragments), List.copyOf(query.unwanted),
                List.copyOf(query.unwantedFragments));
    }

    private static List<Term> terms(String text) {
        var terms = new ArrayList<Term>();
        var found = TERM.matcher(text);
        while (found.find() && terms.size() < MOST_TERMS) {
            var inQuotes = found.group(2) != null && !found.group(2).isBlank();
            var written = found.group(2) == null ? found.group(3) : found.group(2);
            terms.add(new Term(written.isBlank() ? found.group() : written, inQuotes,
                    !found.group(1).isEmpty() && !written.isBlank()));
        }
        return terms;
    }

    // Terms that are words, with the signs between them.
    private static int endOfText(List<Term> terms, int start) {
        var end = start;
        for (var at = start; at < terms.size() && terms.get(at).isPlain(); at++) {
            if (!terms.get(at).isFragment()) {
                end = at + 1;
            } else if (end < at || at == start || !AND_SIGN.matcher(terms.get(at).written()).matches()) {
                break;
            }
        }
        return end;
    }

    private static List<Unit> units(List<Term> terms) {
        var units = new ArrayList<List<Segment>>();
        SearchText.segmentsOfQuery(terms.stream().map(Term::written).collect(Collectors.joining(" ")))
                .forEach(segment -> {
                    if (units.isEmpty() || tokens(segment, false).getFirst().apart()) {
                        units.add(new ArrayList<>());
                    }
                    units.getLast().add(segment);
                });
        return units.stream().map(Unit::of).toList();
    }

    private void add(Term term) {
        if (term.isFragment()) {
            Optional.of(SortKeys.folded(term.written())).filter(folded -> !folded.isEmpty()).map(Fragment::new)
                    .ifPresent((term.unwanted() ? unwantedFragments : fragments)::add);
        } else if (term.inQuotes()) {
            (term.unwanted() ? unwanted : wanted).add(Unit.quoted(SearchText.segmentsOfQuery(term.written())));
        } else {
            unwanted.addAll(units(List.of(term)));
        }
    }

    private static List<Token> tokens(Segment segment, boolean asVariant) {
        return asVariant || segment.literal().isEmpty() ? segment.variant() : segment.literal();
    }

    /** {@return the query with other words that have to be there} */
    SearchQuery with(List<Unit> others) {
        return new SearchQuery(List.copyOf(others), fragments, unwanted, unwantedFragments);
    }

    /** {@return the season and the episode that its words name} */
    EpisodeNumbers episodeNumbers() {
        return EpisodeNumbers.of(row(Unit::row));
    }

    /** {@return whether there is nothing to look for} */
    boolean isEmpty() {
        return wanted.isEmpty() && fragments.isEmpty();
    }

    /** {@return whether any of it can be written in another way} */
    boolean varies() {
        return wanted.stream().anyMatch(unit -> !unit.variants().isEmpty());
    }

    /** {@return what finds all of its words, in the index's language, as they are written} */
    String literally() {
        return wanted.stream().map(unit -> Unit.all(unit.literal(), false))
                .collect(Collectors.joining(" AND ", "(", ")"));
    }

    /** {@return what finds all of its words, in the index's language, whichever way they are written} */
    String all(boolean lastUnfinished) {
        return IntStream.range(0, wanted.size())
                .mapToObj(i -> wanted.get(i).anyWay(lastUnfinished && i == wanted.size() - 1))
                .collect(Collectors.joining(" AND ", "(", ")"));
    }

    /** {@return whether its last word has enough letters to be looked for as the beginning of one everywhere} */
    boolean mayGoOn() {
        return wanted.getLast().literal().getLast().words().getLast().length() >= SHORTEST_BEGINNING;
    }

    /**
     * {@return the words as they would follow each other in a title: as they are written, then variants; nothing where phrases among others leave
     * that open}
     */
    List<List<String>> rows() {
        var isOpen = !fragments.isEmpty()
                || wanted.size() > 1 && wanted.stream().anyMatch(unit -> unit.inQuotes() && unit.row().size() > 1);
        var variants = wanted.stream().mapToInt(unit -> unit.variants().size()).max().orElse(0);
        return isOpen
                ? List.of()
                : Stream.concat(Stream.of(row(Unit::row)),
                        IntStream.range(0, variants).mapToObj(variant -> row(unit -> unit.row(variant)))).distinct()
                        .toList();
    }

    private List<String> row(Function<Unit, List<String>> of) {
        return wanted.stream().flatMap(unit -> of.apply(unit).stream()).toList();
    }
}
