package org.reelgraph.imports.merge;

import java.util.ArrayList;
import java.util.List;
import org.reelgraph.catalog.MediaItem;

/**
 * An item with all keys that its source gave it.
 *
 * @param furtherKeys those beside the item's {@code ratingKey}, the latest first
 */
record KeyedItem(MediaItem item, List<String> furtherKeys) {

    /** {@return the rating keys, the latest first} */
    List<String> ratingKeys() {
        if (item.ratingKey() == null) {
            return List.of();
        }
        var keys = new ArrayList<String>(furtherKeys.size() + 1);
        keys.add(item.ratingKey());
        keys.addAll(furtherKeys);
        return List.copyOf(keys);
    }

    /** {@return the same item with these rating keys, the latest first} */
    KeyedItem withRatingKeys(List<String> keys) {
        return new KeyedItem(item.withRatingKey(keys.isEmpty() ? null : keys.getFirst(), item.updatedAt()),
                keys.size() < 2 ? List.of() : List.copyOf(keys.subList(1, keys.size())));
    }
}
