package org.reelgraph.imports.merge;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.Person;
import org.reelgraph.imports.records.Origin;

/**
 * What the batches of one import know of one another, so that it makes no difference how its records fall into batches:
 * which items are claimed already, which will move to another rating key later, and on a dry run what would have been
 * written so far. For one thread.
 */
public final class ImportMemory {

    private final Map<Long, Origin> claims = new HashMap<>();
    private final Map<MediaKind, Map<String, Origin>> ratingKeys = new EnumMap<>(MediaKind.class);
    private final Set<Long> moving = new HashSet<>();
    private final Overlay<MediaItem> items = new Overlay<>(MediaItem::id, ItemMatcher::keysOf);
    private final Overlay<Person> people = new Overlay<>(Person::id, PersonMatcher::keysOf);

    /** {@return the record that claimed the item before; null where this one does now} */
    @Nullable
    Origin claim(long itemId, Origin by) {
        return claims.putIfAbsent(itemId, by);
    }

    @Nullable
    Origin claimantOf(long itemId) {
        return claims.get(itemId);
    }

    @Nullable
    Origin claimantOf(MediaKind kind, String ratingKey) {
        return ratingKeys.getOrDefault(kind, Map.of()).get(ratingKey);
    }

    void claim(MediaKind kind, String ratingKey, Origin by) {
        ratingKeys.computeIfAbsent(kind, any -> new HashMap<>()).put(ratingKey, by);
    }

    /** Says that a record names this item by its external ids and gives it another rating key. */
    void moves(long itemId) {
        moving.add(itemId);
    }

    /** {@return whether a record still to come takes the item away from its rating key} */
    boolean willMove(long itemId) {
        return moving.contains(itemId) && !claims.containsKey(itemId);
    }

    /** Notes what would have been written. */
    void plan(Changes changes) {
        items.put(changes.items.created);
        items.put(changes.items.changed);
        people.put(changes.people.created);
        people.put(changes.people.changed);
    }

    List<MediaItem> items(Collection<MediaItem> stored, Collection<String> keys) {
        return items.over(stored, keys);
    }

    List<Person> people(Collection<Person> stored, Collection<String> keys) {
        return people.over(stored, keys);
    }
}
