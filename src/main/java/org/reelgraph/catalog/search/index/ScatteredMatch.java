package org.reelgraph.catalog.search.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.ScatteredQuery;
import org.reelgraph.catalog.search.query.ScatteredQuery.AnyEpisode;
import org.reelgraph.catalog.search.query.ScatteredQuery.Part;
import org.reelgraph.catalog.search.query.ScatteredQuery.YearOrSeason;
import org.reelgraph.catalog.search.query.SearchTier;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Between;
import org.reelgraph.storage.sql.Condition.Present;
import org.reelgraph.storage.sql.Condition.SameAs;
import org.reelgraph.storage.sql.Condition.Unindexed;
import org.reelgraph.storage.sql.Subquery;

/**
 * What finds the entries that have the parts of a query in different places. Conditions are on an entry {@code e}, the
 * episode {@code s} that it is of, the media item {@code m} that this belongs to or that it is of, the entry {@code p}
 * of an episode's series, and on {@code f.place}, where the rarest part is: in its {@code 'own'} titles, those of the
 * {@code 'series'}, or names of {@code 'people'}.
 *
 * @param index  the kind of index
 * @param query  the query
 * @param rarest the part that the fewest entries have
 * @param others the other parts, those first that tell most entries apart
 */
record ScatteredMatch(IndexDialect index, ScatteredQuery query, Counted rarest, List<Counted> others) {

    /** What so many entries have, or more, is common. */
    static final int COMMON = 2_000;

    // Of what has the rarest part so many are looked at in each place, the best first; fewer where a part is common,
    // which takes more time.
    private static final int MAX = 2_000;
    private static final int MAX_OF_COMMON = 400;

    /**
     * A part, and how many entries have it in titles or names, as far as {@link #COMMON}.
     *
     * @param index       the kind of index
     * @param table       of the index
     * @param found       what finds it there
     * @param isBeginning whether it is the beginning of a word
     */
    record Counted(IndexDialect index, Part part, IndexTable table, MatchExpression found, boolean isBeginning,
            int count) {

        /**
         * {@return a part that so many entries have}
         *
         * @param begun how many have words that begin so; a beginning that many have is taken for a whole word, where
         *              it is one
         */
        static Counted of(IndexDialect index, Part part, int whole, int begun) {
            var table = tableOf(part);
            return part.beginning().filter(beginning -> begun > 0 && (begun < COMMON || whole == 0))
                    .map(beginning -> new Counted(index, part, table, beginning, true, begun))
                    .orElseGet(() -> new Counted(index, part, table, part.whole(), false, whole));
        }

        private boolean isNowhere() {
            return count == 0 && part.number().isEmpty();
        }

        private boolean isCommon() {
            return count >= COMMON;
        }

        private boolean mayBeNumber() {
            return part.number().isPresent();
        }

        private Condition isFound() {
            return Condition.any(List.of(part.number().map(ScatteredMatch::isNumber).orElse(Condition.NEVER),
                    isInTitlesOf("e"), isInTitlesOf("p"),
                    isInCredits()));
        }

        // Where many have a word, one entry after the other is faster than all at once. FTS5 takes null for any row.
        private Condition isInTitlesOf(String entry) {
            var id = entry + ".id";
            return isCommon() && !isBeginning
                    ? Condition.all(List.of(new Present(id), Subquery.exists(table.toString(),
                            Condition.all(List.of(matches(), new SameAs(index.id(), id))))))
                    : index.isAmong(id, table, found);
        }

        // Few credits are of one owner, and more people may be found.
        private Condition isInCredits() {
            return Subquery.exists("credits AS c", Condition.all(List.of(new SameAs("c.owner_id", "e.entity_id"),
                    new Unindexed(Condition.in("c.person_id", people())))));
        }

        private Subquery people() {
            var entries = new Subquery(index.id(), table.toString(), Condition.all(List.of(matches(),
                    new Between(index.id(), index.ids().firstPerson(), index.ids().lastPerson()))));
            return new Subquery("entity_id", "search_entries", Condition.in("id", entries));
        }

        private Condition matches() {
            return index.matches(table, table.toString(), found);
        }
    }

    /** {@return the table of the index in which a part is looked for} */
    static IndexTable tableOf(Part part) {
        return part.isFragment() ? IndexTable.FRAGMENTS : IndexTable.TITLES;
    }

    private static Condition isNumber(ScatteredQuery.Number number) {
        return switch (number) {
            case AnyEpisode() -> new Present("s.id");
            case YearOrSeason(var first, var last, var season) -> {
                var year = Condition.any(List.of(
                        new Between("m.year", Integer.valueOf(first), Integer.valueOf(last)),
                        new Between("substr(s.aired_on, 1, 4)", first, last)));
                yield season.map(of -> Condition.any(List.of(year, Condition.equal("s.season_number", of))))
                        .orElse(year);
            }
        };
    }

    /**
     * {@return what finds a query; nothing where a part is nowhere, or all are common and no number tells entries
     * apart}
     */
    static Optional<ScatteredMatch> of(IndexDialect index, ScatteredQuery query, List<Counted> parts) {
        var mayBeFound = parts.stream().noneMatch(Counted::isNowhere)
                && (query.isNumbered() || !parts.stream().allMatch(Counted::isCommon));
        // By a number alone entries aren't found, so where there is anything else, that is the rarest.
        return parts.stream().filter(part -> mayBeFound && part.count() > 0)
                .min(Comparator.comparing(Counted::mayBeNumber).thenComparing(Counted::count))
                .map(rarest -> new ScatteredMatch(index, query, rarest, parts.stream().filter(part -> part != rarest)
                        .sorted(Comparator.comparing((Counted part) -> !part.mayBeNumber())
                                .thenComparing(Counted::count))
                        .toList()));
    }

    /** {@return how many entries that have the rarest part are looked at in each place} */
    int most() {
        return rarest.isCommon() || others.stream().anyMatch(Counted::isCommon) ? MAX_OF_COMMON : MAX;
    }

    /** {@return whether it is the season and the episode that are named} */
    Condition hasNumbers() {
        return query.numbers().are("s");
    }

    /**
     * {@return whether all is found, and not in one place: its titles, where other tiers find it; the titles of its
     * series; or names, since a search for those finds the series and the people} Entries that have it all in their
     * titles are in a table {@code whole}.
     */
    Condition isScattered() {
        var conditions = new ArrayList<>(List.of(hasNumbers(),
                Condition.sql("e.id NOT IN (SELECT id FROM whole) AND p.id IN (SELECT id FROM whole) IS NOT TRUE")));
        others.stream().map(Counted::isFound).forEach(conditions::add);
        if (!query.numbers().isNamed()) {
            conditions.add(Condition.all(List.of(Condition.sql("f.place = 'people'"),
                    Condition.all(others.stream().map(Counted::isInCredits).toList()),
                    Condition.any(others.stream().map(part -> part.isInTitlesOf("e")).toList()).negated())).negated());
        }
        return Condition.all(conditions);
    }

    /** {@return the queries for the entries that have it all in their titles: what each of them finds} */
    List<Subquery> whole() {
        var words = Optional.of(query.whole()).filter(whole -> !whole.wanted().isEmpty())
                .flatMap(SearchTier.IN_ANY_TITLE::words).map(found -> index.ids(IndexTable.TITLES, found));
        var fragments = Optional.of(query.whole()).filter(whole -> !whole.fragments().isEmpty())
                .flatMap(SearchTier.IN_ANY_TITLE::fragments).map(found -> index.ids(IndexTable.FRAGMENTS, found));
        return Stream.of(words, fragments).flatMap(Optional::stream).toList();
    }
}
