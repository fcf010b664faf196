package org.reelgraph.imports.merge;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.Person;
import org.reelgraph.imports.deletion.DeletionLimit;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.Origin;

/**
 * What the batches of one import know about each other: which items are already claimed, which rating keys have moved
 * from one item to another and, in a dry run, what would have been written so far. Not thread-safe.
 */
public final class ImportMemory {

    /**
     * The record that claimed an item, with what is needed to compare it with a record that repeats the item from
     * another library of the source.
     */
    record Claim(Origin origin, MediaKind kind, @Nullable String title, @Nullable Integer year,
            @Nullable String ratingKey) {

        String inWords() {
            return (title == null ? "" : "'" + title + "', ") + origin.inWords();
        }

        static Claim of(MediaRecord media) {
            return new Claim(media.origin(), media.kind(), media.title().value(), media.year().value(),
                    media.ratingKey().value());
        }
    }

    private final Instant begun;
    private final OptionalLong job;
    private final DeletionLimit limit;
    private final Map<Long, Claim> claims = new HashMap<>();
    private final Map<MediaKind, Map<String, Origin>> ratingKeys = new EnumMap<>(MediaKind.class);
    private final Map<Long, List<String>> formerRatingKeys = new HashMap<>();
    private final Map<Long, List<String>> newFormerRatingKeys = new HashMap<>();
    private final Overlay<KeyedItem> items = new Overlay<>(keyed -> keyed.item().id(), ItemMatcher::keysOf);
    private final Overlay<Person> people = new Overlay<>(Person::id, PersonMatcher::keysOf);

    /**
     * The memory of an import that can't be undone.
     *
     * @param begun when the import started; the items of its records count as seen at this time
     */
    public ImportMemory(Instant begun) {
        this(begun, OptionalLong.empty(), DeletionLimit.NONE);
    }

    /**
     * @param job   the job under whose id is kept what the import changes
     * @param limit what it may delete because its source no longer contains it
     */
    public ImportMemory(Instant begun, OptionalLong job, DeletionLimit limit) {
        this.begun = begun;
        this.job = job;
        this.limit = limit;
    }

    DeletionLimit limit() {
        return limit;
    }

    OptionalLong job() {
        return job;
    }

    Instant begun() {
        return begun;
    }

    /** {@return the items that the import's records have referred to so far} */
    public Set<Long> seen() {
        return Collections.unmodifiableSet(claims.keySet());
    }

    /** {@return the kinds of items that the import has contained so far} */
    public Set<MediaKind> kinds() {
        return claims.values().stream().map(Claim::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    void claim(long itemId, Claim by) {
        claims.put(itemId, by);
    }

    Optional<Claim> claimantOf(long itemId) {
        return Optional.ofNullable(claims.get(itemId));
    }

    @Nullable
    Origin claimantOf(MediaKind kind, String ratingKey) {
        return ratingKeys.getOrDefault(kind, Map.of()).get(ratingKey);
    }

    void claim(MediaKind kind, String ratingKey, Origin by) {
        ratingKeys.computeIfAbsent(kind, any -> new HashMap<>()).put(ratingKey, by);
    }

    /** Remembers an item whose rating keys are changed by another item's record. */
    void changesKeys(KeyedItem item) {
        var id = item.item().id();
        if (formerRatingKeys.putIfAbsent(id, item.ratingKeys()) == null) {
            newFormerRatingKeys.put(id, item.ratingKeys());
        }
    }

    /**
     * {@return the rating keys that items had before other items' records changed them, as far as that was not asked for
     * before}
     */
    public Map<Long, List<String>> takeFormerRatingKeys() {
        var taken = Map.copyOf(newFormerRatingKeys);
        newFormerRatingKeys.clear();
        return taken;
    }

    /** Has an import that goes on know the rating keys that items had before it began. */
    public void recallFormerRatingKeys(Map<Long, List<String>> keys) {
        formerRatingKeys.putAll(keys);
    }

    /**
     * {@return the rating keys that items had before all of these passed to other items; the import contains none of these
     * items}
     */
    public Map<Long, List<String>> displaced() {
        var displaced = new HashMap<>(formerRatingKeys);
        displaced.keySet().removeAll(claims.keySet());
        displaced.values().removeIf(keys -> keys.isEmpty() || !keys.stream().allMatch(this::isClaimed));
        return displaced;
    }

    private boolean isClaimed(String ratingKey) {
        return ratingKeys.values().stream().anyMatch(claimed -> claimed.containsKey(ratingKey));
    }

    /** {@return the item as it was before the import started} */
    KeyedItem before(KeyedItem item) {
        var keys = formerRatingKeys.get(item.item().id());
        return keys == null ? item : item.withRatingKeys(keys);
    }

    /** Remembers what would have been written. */
    void plan(Changes changes) {
        items.put(changes.keyedItems());
        people.put(changes.people.created);
        people.put(changes.people.changed);
    }

    List<KeyedItem> items(Collection<KeyedItem> stored, Collection<String> keys) {
        return items.over(stored, () -> keys);
    }

    List<Person> people(Collection<Person> stored, Supplier<Collection<String>> keys) {
        return people.over(stored, keys);
    }
}
