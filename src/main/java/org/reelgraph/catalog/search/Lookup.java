package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.SearchReader.Found;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;

/** One search, tier by tier. */
final class Lookup {

    /** Something found, and how well it fits. */
    record Ranked(SearchTier tier, Found found) {
    }

    private final SearchReader reader;
    private final ScatteredReader scatteredReader;
    private final SearchQuery query;
    private final List<SearchType> types;
    private final Condition others;
    private Optional<Boolean> inTitles = Optional.empty();
    private Optional<List<Found>> scattered = Optional.empty();

    /**
     * Looks nothing up yet.
     *
     * @param types  of which types; all where there are none
     * @param others what else has to hold for an entry {@code e}
     */
    Lookup(SearchReader reader, ScatteredReader scatteredReader, SearchQuery query,
            List<SearchType> types, Condition others) {
        this.reader = reader;
        this.scatteredReader = scatteredReader;
        this.query = query;
        this.types = types;
        this.others = others;
    }

    /**
     * {@return what is found, the best first}
     *
     * @param reached the tier to go on with
     * @param after   the last entry of that tier to leave out, with all before it; -1 for none
     */
    List<Ranked> find(int reached, long after, int most) {
        // Two lists of words without an entry in common are gone through to their ends: once is enough.
        var mayBeInTitles = query.wanted().size() < 2 || isInTitles();
        var ranked = new ArrayList<Ranked>();
        for (var tier : SearchTier.values()) {
            if (tier.ordinal() >= reached && ranked.size() < most && (mayBeInTitles || tier.isBeyondTitles())) {
                find(tier, tier.ordinal() == reached ? after : -1, most - ranked.size())
                        .forEach(found -> ranked.add(new Ranked(tier, found)));
            }
        }
        return ranked;
    }

    private List<Found> find(SearchTier tier, long after, int most) {
        return tier == SearchTier.SCATTERED
                ? scattered().stream().filter(found -> found.entryId() > after).limit(most).toList()
                : SearchMatch.of(query, tier, types)
                        .map(match -> reader.find(match, tier.isInTexts() ? unlessScattered() : others, after,
                                most))
                        .orElse(List.of());
    }

    /** {@return how much is found in all} */
    int count() {
        // Where the last tier doesn't apply, what those of titles find is not all among what is found anywhere.
        var inOne = query.wanted().isEmpty() || SearchTier.ANYWHERE_UNFINISHED.words(query).isPresent();
        return scattered().size() + (inOne
                ? SearchMatch.upTo(query, SearchTier.ANYWHERE_UNFINISHED, types).stream()
                : Stream.of(SearchMatch.upTo(query, SearchTier.IN_ANY_TITLE, types),
                        SearchMatch.of(query, SearchTier.ANYWHERE, types)).flatMap(Optional::stream))
                .mapToInt(match -> reader.count(match, unlessScattered())).sum();
    }

    private boolean isInTitles() {
        if (inTitles.isEmpty()) {
            inTitles = Optional.of(reader.isInTitles(query, types, others));
        }
        return inTitles.get();
    }

    private Condition unlessScattered() {
        return scattered().isEmpty()
                ? others
                : Condition
                        .all(List.of(others, SearchMatch.isNoneOf(scattered().stream().map(Found::entryId).toList())));
    }

    private List<Found> scattered() {
        if (scattered.isEmpty()) {
            // What a title has as it is typed is no number yet to be finished.
            scattered = Optional.of(ScatteredQuery.of(query, () -> !isInTitles()).map(this::findScattered)
                    .orElse(List.of()));
        }
        return scattered.get();
    }

    private List<Found> findScattered(ScatteredQuery parts) {
        return ScatteredMatch.of(parts, scatteredReader.count(parts.parts()))
                .map(match -> scatteredReader.find(match, Condition.all(
                        List.of(SearchMatch.ofTypes(types), others, SearchMatch.withoutUnwanted(query, "e.id")))))
                .orElse(List.of());
    }
}
