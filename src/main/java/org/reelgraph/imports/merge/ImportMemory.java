package org.reelgraph.imports.merge;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.Person;
import org.reelgraph.imports.records.Origin;

/**
 * What the batches of one import know of one another: which items are claimed already, which rating keys went from one
 * item to another, and on a dry run what would have been written so far. For one thread.
 */
public final class ImportMemory {

    private final Map<Long, Origin> claims = new HashMap<>();
    private final Map<MediaKind, Map<String, Origin>> ratingKeys = new EnumMap<>(MediaKind.class);
    private final Map<Long, String> formerRatingKeys = new HashMap<>();
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

    /** Notes an item whose rating key goes to another. */
    void loses(MediaItem item) {
        formerRatingKeys.putIfAbsent(item.id(), item.ratingKey());
    }

    /** {@return the item as it was before the import began} */
    MediaItem before(MediaItem item) {
        var ratingKey = formerRatingKeys.get(item.id());
        return ratingKey == null ? item : item.withRatingKey(ratingKey, item.updatedAt());
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
