package org.reelgraph.wanted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.ids.ExternalIdScheme;

/**
 * Wanted items that may be meant by the same words or ids, as they are after each change so far. Two items are the same if
 * they have an external id in common, or kind, title and year without external ids that contradict each other: of one
 * scheme, but different.
 */
final class AlikeItems {

    /**
     * An item that is the same.
     *
     * @param scheme the scheme of an id that both have; empty if they have title and year in common
     */
    record Same(WantedItem item, Optional<ExternalIdScheme> scheme) {
    }

    private record TitleKey(MediaKind kind, String folded, @Nullable Integer year) {

        static TitleKey of(WantedDetails details, String folded) {
            return new TitleKey(details.kind(), folded, details.year());
        }
    }

    private record IdKey(MediaKind kind, ExternalIdScheme scheme, String id) {
    }

    private final Map<Long, WantedItem> items = new HashMap<>();
    private final Map<IdKey, WantedItem> byExternalId = new HashMap<>();
    private final Map<TitleKey, Map<Long, WantedItem>> byTitle = new HashMap<>();

    /** {@return the item with this id} */
    Optional<WantedItem> find(long id) {
        return Optional.ofNullable(items.get(id));
    }

    /** Adds an item, or takes it for what has become of one. */
    void put(WantedItem item) {
        var before = items.put(item.id(), item);
        if (before != null) {
            keys(before.details()).forEach(byExternalId::remove);
            sharing(before.details(), before.foldedTitle()).remove(before.id());
        }
        keys(item.details()).forEach(key -> byExternalId.put(key, item));
        sharing(item.details(), item.foldedTitle()).put(item.id(), item);
    }

    /**
     * {@return the items that are the same, those that share an id first}
     *
     * @param except the item itself
     */
    List<Same> same(WantedDetails details, String folded, Optional<Long> except) {
        var same = new LinkedHashMap<Long, Same>();
        for (var key : keys(details)) {
            Optional.ofNullable(byExternalId.get(key)).ifPresent(
                    item -> same.putIfAbsent(item.id(), new Same(item, Optional.of(key.scheme()))));
        }
        sharing(details, folded).values().stream().filter(item -> !contradict(item.details(), details))
                .forEach(item -> same.putIfAbsent(item.id(), new Same(item, Optional.empty())));
        except.ifPresent(same::remove);
        return new ArrayList<>(same.values());
    }

    /** {@return the first number that no item of this kind, title and year has} */
    long freeNamesake(WantedDetails details, String folded) {
        Set<Long> taken = sharing(details, folded).values().stream().map(WantedItem::namesake)
                .collect(Collectors.toSet());
        var free = 0L;
        while (taken.contains(free)) {
            free++;
        }
        return free;
    }

    private Map<Long, WantedItem> sharing(WantedDetails details, String folded) {
        return byTitle.computeIfAbsent(TitleKey.of(details, folded), key -> new TreeMap<>());
    }

    private static List<IdKey> keys(WantedDetails details) {
        return details.idsByScheme().entrySet().stream()
                .map(id -> new IdKey(details.kind(), id.getKey(), id.getValue())).toList();
    }

    private static boolean contradict(WantedDetails one, WantedDetails other) {
        var others = other.idsByScheme();
        return one.idsByScheme().entrySet().stream()
                .anyMatch(id -> !others.getOrDefault(id.getKey(), id.getValue()).equals(id.getValue()));
    }
}
