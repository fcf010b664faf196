package org.reelgraph.catalog.related;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.lists.FacetCounts;
import org.reelgraph.catalog.lists.FacetIndex;
import org.reelgraph.catalog.related.RelatedReader.Credited;
import org.reelgraph.catalog.related.RelatedReader.Work;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

/**
 * Finds media with people, genres and collections in common. The rarer something is, the more it counts (inverse
 * document frequency); a person counts less, the further down they are in the credits.
 */
@Singleton
public class Relations {

    private static final int FIRST_CREDITS = 20;
    // The sixth person counts half as much as the first.
    private static final double HALVED_AFTER = 5;

    /** The item, the kinds of related media, and their maximum number. */
    record Key(long mediaId, Set<MediaKind> kinds, int first) {
    }

    /** Something about an item, its weight, and the items that share it, in order. */
    private record Trait(RelatedReason reason, int[] items) {

        private boolean isOf(int item) {
            return Arrays.binarySearch(items, item) >= 0;
        }
    }

    private final RelatedReader reader;
    private final FacetCounts facets;
    private SharedValues latest = new SharedValues(FacetIndex.EMPTY);

    Relations(RelatedReader reader, FacetCounts facets) {
        this.reader = reader;
        this.facets = facets;
    }

    /** {@return the media of these kinds related to an item, closest first; if equally close, best rated first} */
    public List<RelatedMedia> find(long mediaId, Set<MediaKind> kinds, int first) {
        var key = new Key(mediaId, kinds, first);
        return find(List.of(key)).getOrDefault(key, List.of());
    }

    /** {@return the media related to each of these, closest first; if equally close, best rated first} */
    Map<Key, List<RelatedMedia>> find(Collection<Key> keys) {
        var values = values(facets.index());
        var people = reader.findPeople(keys.stream().map(Key::mediaId).collect(toSet()), FIRST_CREDITS);
        var works = works(values, people);
        var peopleByMedia = people.stream().collect(groupingBy(Credited::mediaId));
        var scores = new double[values.size()];
        var found = new HashMap<Key, List<RelatedMedia>>();
        for (var key : keys) {
            var item = values.placeOf(key.mediaId());
            if (item >= 0) {
                var traits = traits(values, item, peopleByMedia.getOrDefault(key.mediaId(), List.of()), works);
                Arrays.fill(scores, 0);
                traits.forEach(trait -> add(trait, scores));
                scores[item] = 0;
                found.put(key, nearest(values, key, traits, scores));
            }
        }
        return found;
    }

    private synchronized SharedValues values(FacetIndex index) {
        if (!latest.isOf(index)) {
            latest = new SharedValues(index);
        }
        return latest;
    }

    private Map<Long, int[]> works(SharedValues values, List<Credited> people) {
        return reader.findMedia(people.stream().map(Credited::personId).collect(toSet())).stream()
                .collect(groupingBy(Work::personId, mapping(work -> values.placeOf(work.mediaId()),
                        Collectors.collectingAndThen(toList(), items -> items.stream().mapToInt(item -> item)
                                .filter(item -> item >= 0).sorted().toArray()))));
    }

    private static List<Trait> traits(SharedValues values, int item, List<Credited> people, Map<Long, int[]> works) {
        var traits = new ArrayList<Trait>();
        for (var value : values.valuesOf(item)) {
            var items = values.itemsWith(value);
            traits.add(new Trait(values.reason(value, rarity(values, items)), items));
        }
        for (var person : people) {
            var items = Objects.requireNonNull(works.get(person.personId()), "Whoever is credited has works.");
            var weight = rarity(values, items) * HALVED_AFTER / (HALVED_AFTER + person.position() - 1);
            traits.add(new Trait(new RelatedReason(RelatedReason.Kind.PERSON, person.name(), person.personId(), weight),
                    items));
        }
        traits.sort(Comparator.comparing((Trait trait) -> trait.reason().weight()).reversed()
                .thenComparing(trait -> trait.reason().name()));
        return traits;
    }

    private static double rarity(SharedValues values, int[] items) {
        return Math.log1p(values.size() / (double) items.length);
    }

    private static void add(Trait trait, double[] scores) {
        for (var item : trait.items()) {
            scores[item] += trait.reason().weight();
        }
    }

    private static List<RelatedMedia> nearest(SharedValues values, Key key, List<Trait> traits, double[] scores) {
        Comparator<Integer> nearness = Comparator.comparing((Integer item) -> scores[item])
                .thenComparing(values::ratingOf).thenComparing(values::idOf, Comparator.reverseOrder());
        var best = new PriorityQueue<>(nearness);
        var least = 0.0;
        for (var item = 0; item < scores.length; item++) {
            // This comparison decides for nearly all items.
            if (scores[item] > 0 && scores[item] >= least && key.kinds().contains(values.kindOf(item))) {
                best.add(item);
                if (best.size() > key.first()) {
                    least = scores[best.poll()];
                }
            }
        }
        var all = traits.stream().mapToDouble(trait -> trait.reason().weight()).sum();
        return best.stream().sorted(nearness.reversed())
                .map(item -> new RelatedMedia(values.kindOf(item), values.idOf(item), Math.min(1, scores[item] / all),
                        reasons(traits, item)))
                .toList();
    }

    private static List<RelatedReason> reasons(List<Trait> traits, int item) {
        return traits.stream().filter(trait -> trait.isOf(item)).map(Trait::reason).toList();
    }
}
