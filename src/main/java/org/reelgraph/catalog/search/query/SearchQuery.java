package org.reelgraph.catalog.search.query;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What somebody looks for, understood: words in any order, of which the last may be unfinished; phrases in quotes;
 * fragments, where there are no words to go by; and with a minus before it what must not be there. Any text is a query.
 *
 * @param wanted            the words that have to be there
 * @param fragments         the fragments that have to be there
 * @param unwanted          the words that must not be there
 * @param unwantedFragments the fragments that must not be there
 */
public record SearchQuery(List<SearchUnit> wanted, List<Fragment> fragments, List<SearchUnit> unwanted,
        List<Fragment> unwantedFragments) {

    private static final int SHORTEST_BEGINNING = 3;

    /** {@return what a text asks for} */
    public static SearchQuery of(String text) {
        return new SearchQueryParser().parse(text);
    }

    /** {@return the query with other words that have to be there} */
    public SearchQuery with(List<SearchUnit> others) {
        return new SearchQuery(List.copyOf(others), fragments, unwanted, unwantedFragments);
    }

    /** {@return the season and the episode that its words name} */
    public EpisodeNumbers episodeNumbers() {
        return EpisodeNumbers.of(row(SearchUnit::row));
    }

    /** {@return whether there is nothing to look for} */
    public boolean isEmpty() {
        return wanted.isEmpty() && fragments.isEmpty();
    }

    /** {@return whether any of it can be written in another way} */
    boolean varies() {
        return wanted.stream().anyMatch(unit -> !unit.variants().isEmpty());
    }

    /** {@return what finds all of its words as they are written} */
    MatchExpression literally() {
        return MatchExpression.all(wanted.stream().map(SearchUnit::literally).toList());
    }

    /** {@return what finds all of its words, whichever way they are written} */
    MatchExpression all(boolean lastUnfinished) {
        return MatchExpression.all(IntStream.range(0, wanted.size())
                .mapToObj(i -> wanted.get(i).anyWay(lastUnfinished && i == wanted.size() - 1)).toList());
    }

    /** {@return what finds all of its fragments} */
    public MatchExpression allFragments() {
        return MatchExpression.all(fragments.stream().map(Fragment::anywhere).toList());
    }

    /** {@return whether its last word has enough letters to be looked for as the beginning of one everywhere} */
    public boolean mayGoOn() {
        return wanted.getLast().literal().getLast().words().getLast().length() >= SHORTEST_BEGINNING;
    }

    /**
     * {@return the words as they would follow each other in a title: as they are written, then variants; nothing where
     * phrases among others leave that open}
     */
    List<List<String>> rows() {
        var isOpen = !fragments.isEmpty()
                || wanted.size() > 1 && wanted.stream().anyMatch(unit -> unit.inQuotes() && unit.row().size() > 1);
        var variants = wanted.stream().mapToInt(unit -> unit.variants().size()).max().orElse(0);
        return isOpen
                ? List.of()
                : Stream.concat(Stream.of(row(SearchUnit::row)),
                        IntStream.range(0, variants).mapToObj(variant -> row(unit -> unit.row(variant)))).distinct()
                        .toList();
    }

    private List<String> row(Function<SearchUnit, List<String>> of) {
        return wanted.stream().flatMap(unit -> of.apply(unit).stream()).toList();
    }
}
