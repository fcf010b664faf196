package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.ScatteredQuery.Part;
import org.reelgraph.storage.Condition;

/**
 * What entries have to be like that have the parts of a query in different places. Conditions are on an entry {@code e}, the episode {@code s} that it is of,
 * the media item {@code m} that this belongs to or that it is of, and the entry {@code p} of an episode's series.
 *
 * @param query  the query
 * @param counts how many entries have each part, as far as {@link #COMMON}
 * @param rarest the place of the part that the fewest have
 */
record ScatteredMatch(ScatteredQuery query, List<Integer> counts, int rarest) {

    /** What so many entries have, or more, is common. */
    static final int COMMON = 2_000;

    // Of what has the rarest part so many are looked at in each place, the best first; fewer where a part is common, which takes more time.
    private static final int MOST = 2_000;
    private static final int MOST_OF_COMMON = 400;

    /** {@return the match; nothing where a part is found nowhere, or all are common} */
    static Optional<ScatteredMatch> of(ScatteredQuery query, List<Integer> counts) {
        return query.rarest(counts).filter(rarest -> counts.get(rarest) < COMMON || query.isNumbered())
                .map(rarest -> new ScatteredMatch(query, counts, rarest));
    }

    /** {@return the part that the fewest have} */
    Part rarestPart() {
        return query.parts().get(rarest);
    }

    /** {@return how many entries that have the rarest part are looked at in each place} */
    int most() {
        return IntStream.range(0, counts.size()).anyMatch(this::isCommon) ? MOST_OF_COMMON : MOST;
    }

    /** {@return what finds a part; the beginning of a word only where few are found by it} */
    String found(int part) {
        return query.parts().get(part).beginning().filter(beginning -> !isCommon(part))
                .orElse(query.parts().get(part).found());
    }

    private boolean isCommon(int part) {
        return counts.get(part) >= COMMON;
    }

    private IntStream others() {
        return IntStream.range(0, counts.size()).filter(part -> part != rarest);
    }

    /** {@return whether it is the season and the episode that are named} */
    Condition inNumbers() {
        var conditions = new ArrayList<Condition>();
        query.numbers().season().ifPresent(season -> conditions.add(Condition.of("s.season_number = ?", season)));
        query.numbers().episode().ifPresent(episode -> conditions.add(Condition.of("s.number = ?", episode)));
        return Condition.all(conditions);
    }

    /** {@return whether all parts but the rarest are found} */
    Condition hasOthers() {
        return Condition.all(others().boxed().sorted(Comparator.<Integer, Boolean>comparing(part -> !mayBeYear(part))
                .thenComparing(counts::get)).map(
                        part -> Condition.any(List.of(inYear(part), inTitlesOf("e", part),
                                inTitlesOf("p", part), inCredits(part))))
                .toList());
    }

    /**
     * {@return whether the parts are in more than one place: not all in its titles, where other tiers find it; nor all in its series' title, or all in
     * names, as who looks for these gets the series and the people} The rarest part is in {@code f.place}.
     */
    Condition isScattered() {
        var credited = Condition.all(List.of(Condition.of("f.place = 'people'"),
                Condition.all(others().mapToObj(this::inCredits).toList()),
                Condition.any(others().mapToObj(part -> inTitlesOf("e", part)).toList()).negated()));
        return Condition.all(List.of(
                Condition.of("e.id NOT IN (SELECT id FROM whole) AND p.id IN (SELECT id FROM whole) IS NOT TRUE"),
                query.numbers().isNamed() ? Condition.ALWAYS : credited.negated()));
    }

    /** {@return what finds the entries whose titles have all of it} */
    Condition isWhole() {
        var conditions = new ArrayList<Condition>();
        if (!query.whole().wanted().isEmpty()) {
            SearchTier.IN_ANY_TITLE.words(query.whole())
                    .ifPresent(found -> conditions.add(inTitles(SearchTier.TITLES, found)));
        }
        query.whole().fragments().forEach(fragment -> conditions.add(inTitles(SearchText.FRAGMENTS,
                SearchTier.inAnyTitle("(" + fragment.quoted() + ")"))));
        return conditions.stream().reduce((one, other) -> new Condition(one.sql() + " INTERSECT " + other.sql(),
                Stream.concat(one.values().stream(), other.values().stream()).toList())).orElseThrow();
    }

    private boolean mayBeYear(int part) {
        return query.parts().get(part).year().isPresent();
    }

    private Condition inYear(int part) {
        return query.parts().get(part).year().map(number -> Condition
                .of("m.year = ? OR substr(s.aired_on, 1, 4) = ?", number, number.toString())).orElse(Condition.NEVER);
    }

    // Where many have it, one entry after the other is faster than all at once. FTS5 takes null for any row.
    private Condition inTitlesOf(String entry, int part) {
        var index = query.parts().get(part).index();
        return isCommon(part)
                ? Condition
                        .of("%2$s.id IS NOT NULL AND EXISTS (SELECT 1 FROM %1$s WHERE %1$s MATCH ? AND rowid = %2$s.id)"
                                .formatted(index, entry), found(part))
                : Condition.of("%2$s.id IN (SELECT rowid FROM %1$s WHERE %1$s MATCH ?)".formatted(index, entry),
                        found(part));
    }

    private static Condition inTitles(String index, String found) {
        return Condition.of("SELECT rowid FROM %1$s WHERE %1$s MATCH ?".formatted(index), found);
    }

    // The id of a person's entry can be told from the person's.
    private Condition inCredits(int part) {
        return Condition.of(
                "EXISTS (SELECT 1 FROM credits AS c WHERE c.owner_id = e.entity_id AND (? | (c.person_id & ?)) IN"
                        + " (SELECT rowid FROM %1$s WHERE %1$s MATCH ? AND rowid BETWEEN ? AND ?))"
                                .formatted(query.parts().get(part).index()),
                SearchType.FIRST_PERSON, SearchType.ID_MASK, found(part), SearchType.FIRST_PERSON,
                SearchType.LAST_PERSON);
    }
}
