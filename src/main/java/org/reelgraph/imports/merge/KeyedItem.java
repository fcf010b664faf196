package org.reelgraph.imports.merge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.imports.merge.stores.WithMetadata;
import org.reelgraph.imports.records.MediaRecord;

/**
 * An item with all rating keys from its source.
 *
 * @param furtherKeys the keys in addition to the item's {@code ratingKey}, latest first
 */
record KeyedItem(WithMetadata<MediaItem> row, List<String> furtherKeys) {

    MediaItem item() {
        return row.row();
    }

    /** {@return the rating keys, latest first} */
    List<String> ratingKeys() {
        if (item().ratingKey() == null) {
            return List.of();
        }
        var keys = new ArrayList<String>(furtherKeys.size() + 1);
        keys.add(item().ratingKey());
        keys.addAll(furtherKeys);
        return List.copyOf(keys);
    }

    /** {@return whether a record has one of the item's keys but names another edition} */
    boolean isOfOtherEditionThan(MediaRecord record) {
        return record.edition().given() && !Objects.equals(record.edition().value(), item().edition())
                && record.ratingKey().value() != null && ratingKeys().contains(record.ratingKey().value());
    }

    /** {@return the row with the first of these rating keys, if any, and this time of last change} */
    WithMetadata<MediaItem> withFirstKey(List<String> keys, Instant at) {
        return new WithMetadata<>(item().withRatingKey(keys.isEmpty() ? null : keys.getFirst(), at), row.metadata());
    }

    /** {@return the item with these rating keys, latest first} */
    KeyedItem withRatingKeys(List<String> keys) {
        return new KeyedItem(withFirstKey(keys, item().updatedAt()),
                keys.size() < 2 ? List.of() : List.copyOf(keys.subList(1, keys.size())));
    }
}
