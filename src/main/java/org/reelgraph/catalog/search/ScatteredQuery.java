package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Between;
import org.reelgraph.storage.sql.Condition.Present;

/**
 * A query in parts, each of which may be found in another place: in its titles, in those of an episode's series, in
 * names of people who are credited; or in the year, or the number of an episode.
 *
 * @param parts   what is looked for in titles and names, and what may be a year
 * @param numbers the season and the episode that are named
 * @param whole   the query
 */
record ScatteredQuery(List<Part> parts, EpisodeNumbers numbers, SearchQuery whole) {

    private static final int MAX_PARTS = 8;
    private static final Pattern YEAR = Pattern.compile("18[7-9]\\d|19\\d\\d|20\\d\\d");
    private static final Pattern BEGUN_YEAR = Pattern.compile("\\d{1,3}");
    private static final int YEAR_DIGITS = 4;

    /**
     * Something that has to be found.
     *
     * @param index     the table of the index
     * @param whole     what finds it there
     * @param beginning what finds words that begin so, where it may be unfinished
     * @param number    what it may be instead, of a media item {@code m} or an episode {@code s}: a year, or the
     *                  beginning of a number
     */
    record Part(String index, String whole, Optional<String> beginning, Optional<Condition> number) {
    }

    /**
     * {@return the query in parts; nothing where it is in one, or in too many}
     *
     * @param numberGoesOn whether its last word may be the beginning of a year, or of a season and an episode; asked
     *                     only where it looks like one
     */
    static Optional<ScatteredQuery> of(SearchQuery query, BooleanSupplier numberGoesOn) {
        var numbers = query.episodeNumbers();
        var parts = new ArrayList<Part>();
        query.fragments().forEach(fragment -> parts.add(new Part(SearchText.FRAGMENTS,
                SearchTier.inAnyTitle("(" + fragment.quoted() + ")"), Optional.empty(), Optional.empty())));
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
        return new Part(SearchTier.TITLES, SearchTier.inAnyTitle(unit.anyWay(false)),
                Optional.of(SearchTier.inAnyTitle(unit.anyWay(true))).filter(beginning -> isLast && query.mayGoOn()),
                YEAR.matcher(word).matches()
                        ? Optional.of(isYear(word, word))
                        : begun(word).filter(any -> isLast && !unit.inQuotes() && numberGoesOn.getAsBoolean()));
    }

    private static Condition isYear(String first, String last) {
        return Condition.any(List.of(
                new Between(ScatteredMatch.YEAR, Integer.valueOf(first), Integer.valueOf(last)),
                new Between(ScatteredMatch.YEAR_AIRED, first, last)));
    }

    // What 1 may become is 1982 as well as 1x03; and of "season" it isn't known yet which.
    private static Optional<Condition> begun(String word) {
        if (BEGUN_YEAR.matcher(word).matches()) {
            var missing = YEAR_DIGITS - word.length();
            return Optional.of(Condition.any(List.of(isYear(word + "0".repeat(missing), word + "9".repeat(missing)),
                    Condition.equal(ScatteredMatch.SEASON_NUMBER, Integer.valueOf(word)))));
        }
        return Optional.<Condition>of(new Present(ScatteredMatch.EPISODE_ID))
                .filter(any -> EpisodeNumbers.mayBecome(word));
    }

    /** {@return whether it names a year, a season or an episode, which tell most entries apart} */
    boolean isNumbered() {
        return numbers.isNamed() || parts.stream().anyMatch(part -> part.number().isPresent());
    }
}
