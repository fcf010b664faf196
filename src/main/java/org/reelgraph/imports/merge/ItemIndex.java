package org.reelgraph.imports.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.imports.records.MediaRecord;

/**
 * The items of one source and kind, indexed by what records identify them by, as they will be once the records
 * processed so far are written. Not thread-safe.
 */
final class ItemIndex {

    private record Title(@Nullable String title, @Nullable Integer year, @Nullable String edition) {
    }

    private final Map<Long, KeyedItem> stored = new HashMap<>();
    private final Map<Long, ExternalIds> ids = new HashMap<>();
    private final Map<Long, Optional<String>> editions = new HashMap<>();
    private final Map<String, Set<Long>> byExternalId = new HashMap<>();
    private final Map<String, Long> byRatingKey = new HashMap<>();
    private final Map<Long, List<String>> ratingKeys = new HashMap<>();
    private final Map<Title, Set<Long>> withoutKey = new HashMap<>();

    ItemIndex(Collection<KeyedItem> items) {
        items.forEach(this::add);
    }

    private void add(KeyedItem keyed) {
        var item = keyed.item();
        stored.put(item.id(), keyed);
        hold(item.id(), item.externalIds());
        editions.put(item.id(), Optional.ofNullable(item.edition()));
        ratingKeys.put(item.id(), keyed.ratingKeys());
        keyed.ratingKeys().forEach(key -> byRatingKey.put(key, item.id()));
        addIfWithoutKey(item.id(), new Title(item.title(), item.year(), item.edition()));
    }

    /** {@return the item as stored; null if it is new} */
    @Nullable
    KeyedItem stored(long id) {
        return stored.get(id);
    }

    /** {@return the ids of the stored items} */
    Set<Long> storedIds() {
        return stored.keySet();
    }

    /** {@return the items with this external id, in the form of {@link ExternalKeys}} */
    Set<Long> byExternalId(String key) {
        return byExternalId.getOrDefault(key, Set.of());
    }

    /** {@return the item with this rating key} */
    @Nullable
    Long byRatingKey(@Nullable String key) {
        return key == null ? null : byRatingKey.get(key);
    }

    /** {@return the items without any key that have a record's title, year and edition} */
    Set<Long> byTitle(MediaRecord media) {
        return withoutKey.getOrDefault(
                new Title(media.title().value(), media.year().value(), media.edition().value()), Set.of());
    }

    ExternalIds externalIds(long id) {
        return ids.getOrDefault(id, ExternalIds.NONE);
    }

    Optional<String> edition(long id) {
        return editions.getOrDefault(id, Optional.empty());
    }

    /** {@return the item's rating keys, latest first} */
    List<String> ratingKeys(long id) {
        return ratingKeys.getOrDefault(id, List.of());
    }

    /** {@return the stored items whose rating keys differ from the stored ones} */
    List<KeyedItem> withChangedKeys() {
        return stored.values().stream().filter(item -> !item.ratingKeys().equals(ratingKeys(item.item().id())))
                .toList();
    }

    /** Applies a record's ids and edition to an item, and the title that identifies the item if it has no key. */
    void take(long id, MediaRecord media) {
        ExternalKeys.of(externalIds(id))
                .forEach(key -> Objects.requireNonNull(byExternalId.get(key), key).remove(id));
        hold(id, media.externalIds().or(externalIds(id)));
        editions.put(id, Optional.ofNullable(media.edition().or(edition(id).orElse(null))));
        takeRatingKey(id, media);
        addIfWithoutKey(id, titleOf(id, media));
    }

    /** Gives an item a record's rating keys, of which no other item has any, in the place of those that it has. */
    void setRatingKeys(long id, List<String> keys) {
        ratingKeys(id).forEach(byRatingKey::remove);
        keys.forEach(key -> byRatingKey.put(key, id));
        ratingKeys.put(id, List.copyOf(keys));
    }

    private Title titleOf(long id, MediaRecord media) {
        var before = Optional.ofNullable(stored.get(id)).map(KeyedItem::item);
        return new Title(media.title().or(before.map(MediaItem::title).orElse(null)),
                media.year().or(before.map(MediaItem::year).orElse(null)), edition(id).orElse(null));
    }

    private void takeRatingKey(long id, MediaRecord media) {
        if (media.ratingKey().given()) {
            if (media.ratingKey().value() == null) {
                ratingKeys(id).forEach(byRatingKey::remove);
                ratingKeys.put(id, List.of());
            } else {
                addRatingKey(id, media.ratingKey().value(), true);
            }
        }
        // They may belong to another item by now.
        media.furtherKeys().stream().filter(key -> byRatingKey(key) == null)
                .forEach(key -> addFurtherRatingKey(id, key));
    }

    /** Adds a rating key after the item's existing ones, taking it from another item if necessary. */
    void addFurtherRatingKey(long id, String key) {
        addRatingKey(id, key, false);
    }

    // A key that the item already has keeps its position.
    private void addRatingKey(long id, String key, boolean asLatest) {
        var loser = byRatingKey.put(key, id);
        if (loser != null && loser == id) {
            return;
        }
        var keys = new ArrayList<>(ratingKeys(id));
        keys.add(asLatest ? 0 : keys.size(), key);
        ratingKeys.put(id, List.copyOf(keys));
        if (loser != null) {
            ratingKeys.put(loser, ratingKeys(loser).stream().filter(held -> !held.equals(key)).toList());
            var item = Objects.requireNonNull(stored.get(loser)).item();
            addIfWithoutKey(loser, new Title(item.title(), item.year(), edition(loser).orElse(null)));
        }
    }

    private void hold(long id, ExternalIds held) {
        ids.put(id, held);
        ExternalKeys.of(held)
                .forEach(key -> byExternalId.computeIfAbsent(key, any -> new LinkedHashSet<>(2)).add(id));
    }

    // From now on, an item without a key is identified by its title, whether it is new or has lost its keys.
    private void addIfWithoutKey(long id, Title title) {
        if (ratingKeys(id).isEmpty() && !externalIds(id).any()) {
            withoutKey.computeIfAbsent(title, any -> new LinkedHashSet<>(2)).add(id);
        }
    }
}
