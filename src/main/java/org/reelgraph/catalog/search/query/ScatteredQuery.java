package org.reelgraph.catalog.search.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A query in parts, each of which may be found in another place: in its titles, in those of an episode's series, in
 * names of people who are credited; or in the year, or the number of an episode.
 *
 * @param parts   what is looked for in titles and names, and what may be a year
 * @param numbers the season and the episode that are named
 * @param whole   the query
 */
public record ScatteredQuery(List<Part> parts, EpisodeNumbers numbers, SearchQuery whole) {

    private static final int MAX_PARTS = 8;
    private static final Pattern YEAR = Pattern.compile("18[7-9]\\d|19\\d\\d|20\\d\\d");
    private static final Pattern BEGUN_YEAR = Pattern.compile("\\d{1,3}");
    private static final int YEAR_DIGITS = 4;

    /**
     * Something that has to be found.
     *
     * @param isFragment whether it is a fragment, and not words
     * @param whole      what finds it in titles and names
     * @param beginning  what finds words that begin so, where it may be unfinished
     * @param number     what it may be instead
     */
    public record Part(boolean isFragment, MatchExpression whole, Optional<MatchExpression> beginning,
            Optional<Number> number) {
    }

    /** What a word may be that is a number, or becomes one. */
    public sealed interface Number {
    }

    /**
     * A year among these, in which a media item came out or an episode was first aired; or a season.
     *
     * @param first  the first year, of four digits
     * @param last   the last year
     * @param season the number of a season
     */
    public record YearOrSeason(String first, String last, Optional<Integer> season) implements Number {
    }

    /** The number of an episode, of which nothing is known yet: any episode is meant. */
    public record AnyEpisode() implements Number {
    }

    /**
     * {@return the query in parts; nothing where it is in one, or in too many}
     *
     * @param numberGoesOn whether its last word may be the beginning of a year, or of a season and an episode; asked
     *                     only where it looks like one
     */
    public static Optional<ScatteredQuery> of(SearchQuery query, BooleanSupplier numberGoesOn) {
        var numbers = query.episodeNumbers();
        var parts = new ArrayList<Part>();
        query.fragments().forEach(fragment -> parts.add(new Part(true, fragment.anywhere().inAnyTitle(),
                Optional.empty(), Optional.empty())));
        var at = 0;
        for (var unit : query.wanted()) {
            var end = at + unit.row().size();
            if (!numbers.places().containsAll(places(at, end))) {
                parts.add(part(query, unit, numberGoesOn));
            }
            at = end;
        }
        var isScattered = parts.size() > 1 || parts.size() == 1 && numbers.isNamed();
        return isScattered && parts.size() <= MAX_PARTS
                ? Optional.of(new ScatteredQuery(List.copyOf(parts), numbers, query))
                : Optional.empty();
    }

    private static Set<Integer> places(int start, int end) {
        return IntStream.range(start, end).boxed().collect(HashSet::new, Set::add, Set::addAll);
    }

    private static Part part(SearchQuery query, SearchUnit unit, BooleanSupplier numberGoesOn) {
        var isLast = unit == query.wanted().getLast();
        var word = String.join(" ", unit.row());
        return new Part(false, unit.anyWay(false).inAnyTitle(),
                Optional.of(unit.anyWay(true).inAnyTitle()).filter(beginning -> isLast && query.mayGoOn()),
                YEAR.matcher(word).matches()
                        ? Optional.of(new YearOrSeason(word, word, Optional.empty()))
                        : begun(word).filter(any -> isLast && !unit.inQuotes() && numberGoesOn.getAsBoolean()));
    }

    // What 1 may become is 1982 as well as 1x03; and of "season" it isn't known yet which.
    private static Optional<Number> begun(String word) {
        if (BEGUN_YEAR.matcher(word).matches()) {
            var missing = YEAR_DIGITS - word.length();
            return Optional.of(new YearOrSeason(word + "0".repeat(missing), word + "9".repeat(missing),
                    Optional.of(Integer.valueOf(word))));
        }
        return Optional.<Number>of(new AnyEpisode()).filter(any -> EpisodeNumbers.mayBecome(word));
    }

    /** {@return whether it names a year, a season or an episode, which tell most entries apart} */
    public boolean isNumbered() {
        return numbers.isNamed() || parts.stream().anyMatch(part -> part.number().isPresent());
    }
}
