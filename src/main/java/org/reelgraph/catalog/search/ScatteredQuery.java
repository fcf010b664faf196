package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A query in parts, each of which may be found in another place: in its titles, in those of an episode's series, in names of people who are
 * credited; or in the year, or the number of an episode.
 *
 * @param parts   what is looked for in titles and names, and what may be a year
 * @param numbers the season and the episode that are named
 * @param whole   the query
 */
record ScatteredQuery(List<Part> parts, EpisodeNumbers numbers, SearchQuery whole) {

    private static final int MOST_PARTS = 8;
    private static final Pattern YEAR = Pattern.compile("18[7-9]\\d|19\\d\\d|20\\d\\d");

    /**
     * Something that has to be found.
     *
     * @param index     the table of the index
     * @param whole     what finds it there
     * @param beginning what finds words that begin so, where it may be unfinished
     * @param year      the year that it may be instead
     */
    record Part(String index, String whole, Optional<String> beginning, Optional<Integer> year) {
    }

    /** {@return the query in parts; nothing where it is in one, or in too many} */
    static Optional<ScatteredQuery> of(SearchQuery query) {
        var numbers = query.episodeNumbers();
        var parts = new ArrayList<Part>();
        query.fragments().forEach(fragment -> parts.add(new Part(SearchText.FRAGMENTS,
                SearchTier.inAnyTitle("(" + fragment.quoted() + ")"), Optional.empty(), Optional.empty())));
        var at = 0;
        for (var unit : query.wanted()) {
            var end = at + unit.row().size();
            if (!numbers.places().containsAll(places(at, end))) {
                parts.add(part(unit, unit == query.wanted().getLast() && query.mayGoOn()));
            }
            at = end;
        }
        var isScattered = parts.size() > 1 || parts.size() == 1 && numbers.isNamed();
        return isScattered && parts.size() <= MOST_PARTS
                ? Optional.of(new ScatteredQuery(List.copyOf(parts), numbers, query))
                : Optional.empty();
    }

    private static Set<Integer> places(int start, int end) {
        return IntStream.range(start, end).boxed().collect(HashSet::new, Set::add, Set::addAll);
    }

    private static Part part(SearchUnit unit, boolean mayGoOn) {
        return new Part(SearchTier.TITLES, SearchTier.inAnyTitle(unit.anyWay(false)),
                Optional.of(SearchTier.inAnyTitle(unit.anyWay(true))).filter(beginning -> mayGoOn),
                Optional.of(String.join(" ", unit.row())).filter(word -> YEAR.matcher(word).matches())
                        .map(Integer::valueOf));
    }

    /** {@return whether it names a year, a season or an episode, which tell most entries apart} */
    boolean isNumbered() {
        return numbers.isNamed() || parts.stream().anyMatch(part -> part.year().isPresent());
    }
}
