package org.reelgraph.catalog.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.LibraryStats.NameCount;
import org.reelgraph.catalog.LibraryStats.YearCount;
import org.reelgraph.catalog.lists.LibraryStateReader.State;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.storage.sql.Condition;

/**
 * Counts the values of media, for the state of the library that the request sees. The index of an earlier state is
 * updated by the changes since then, which every writer records in the same transaction.
 */
@Singleton
public class FacetCounts {

    private static final int MAX_KEPT = 200;

    /**
     * The key of a count.
     *
     * @param place the position of the library's last change
     */
    private record Asked(Condition condition, long place) {
    }

    /** How many of the selected items have each value. */
    public record Counted(FacetIndex index, int[] counts) {

        /** {@return the most frequent names of a facet} */
        public List<NameCount> names(Facet facet, int most) {
            return index.of(facet, counts).stream().sorted(FacetIndex.MOST_FREQUENT_FIRST).limit(most)
                    .map(count -> new NameCount(count.name(), count.items())).toList();
        }

        /** {@return the years, in order} */
        public List<YearCount> years() {
            return index.of(Facet.YEAR, counts).stream()
                    .map(count -> new YearCount(Integer.parseInt(count.name()), count.items()))
                    .sorted(Comparator.comparing(YearCount::year)).toList();
        }
    }

    private final LibraryStateReader states;
    private final FacetReader reader;
    private final ReadTransactions reads;
    private final Cache<Asked, Counted> counted = Caffeine.newBuilder().maximumSize(MAX_KEPT).build();
    private FacetIndex latest = FacetIndex.EMPTY;
    private FacetIndex earlier = FacetIndex.EMPTY;

    FacetCounts(LibraryStateReader states, FacetReader reader, ReadTransactions reads) {
        this.states = states;
        this.reader = reader;
        this.reads = reads;
    }

    /** {@return the values of all items} */
    public FacetIndex index() {
        return reads.uncounted(() -> index(states.state()));
    }

    /** {@return for each value, how many of the items that meet a condition have it} */
    public Counted count(Condition condition) {
        return reads.uncounted(() -> count(condition, states.state()));
    }

    private Counted count(Condition condition, State state) {
        return counted.get(new Asked(condition, state.last()), asked -> {
            var index = index(state);
            return new Counted(index, condition.equals(Condition.ALWAYS)
                    ? index.count()
                    : index.count(reader.findIds(condition)));
        });
    }

    private synchronized FacetIndex index(State state) {
        if (latest.place() > state.last()) {
            // This request sees an older state than a request before it, as others do while a replica is behind.
            if (earlier.place() != state.last()) {
                earlier = readAll(state);
            }
            return earlier;
        }
        if (latest.place() < state.last()) {
            latest = latest.place() < Math.max(state.forgotten(), 1) ? readAll(state) : readChanges(state);
        }
        return latest;
    }

    private FacetIndex readAll(State state) {
        return FacetIndex.EMPTY.at(state.last(), List.of(), values -> reader.readValues(Optional.empty(), values));
    }

    private FacetIndex readChanges(State state) {
        var changed = states.changedAfter(latest.place(), Integer.MAX_VALUE);
        return latest.at(state.last(), changed,
                values -> reader.readValues(Optional.of(changed), values));
    }
}
