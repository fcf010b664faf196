package org.reelgraph.imports.merge;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.reelgraph.catalog.Episode;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;

import static java.util.stream.Collectors.toMap;

/**
 * Finds the episodes of a season that records mean. A number decides; what has none is recognised by its rating key, unless the days
 * differ, or else by its day and title. No two records mean the same episode.
 */
final class EpisodeMatcher {

    private final Collection<Episode> stored;
    private final Map<EpisodeRecord, Episode> found = new IdentityHashMap<>();
    private final Set<Long> taken = new HashSet<>();

    private EpisodeMatcher(Collection<Episode> stored) {
        this.stored = stored;
    }

    /** {@return the stored episode that each of these records means, where it is there already} */
    static Map<EpisodeRecord, Episode> match(List<EpisodeRecord> records, Collection<Episode> stored) {
        var matcher = new EpisodeMatcher(stored);
        var byNumber = stored.stream().filter(episode -> episode.number() != null)
                .collect(toMap(Episode::number, episode -> episode));
        records.stream().filter(record -> record.number() != null)
                .forEach(record -> matcher.take(record, byNumber.get(record.number())));
        // What is numbered in the records and not yet in the database, or the other way round, is told by its key.
        records.stream().filter(record -> !matcher.found.containsKey(record))
                .forEach(record -> matcher.take(record, matcher.unnumbered(record)));
        return matcher.found;
    }

    private void take(EpisodeRecord record, @Nullable Episode episode) {
        if (episode != null && taken.add(episode.id())) {
            found.put(record, episode);
        }
    }

    private @Nullable Episode unnumbered(EpisodeRecord record) {
        var key = record.ratingKey().value();
        var day = record.airedOn().value();
        var title = record.title().value();
        Predicate<Episode> isOpen = episode -> record.number() == null || episode.number() == null;
        if (key != null) {
            var byKey = first(isOpen.and(episode -> key.equals(episode.ratingKey())
                    && (day == null || episode.airedOn() == null || day.equals(episode.airedOn()))));
            if (byKey != null || record.number() != null) {
                return byKey;
            }
        }
        if (record.number() != null) {
            return null;
        }
        Predicate<Episode> ofDay = episode -> episode.number() == null && Objects.equals(day, episode.airedOn());
        var exact = first(ofDay.and(episode -> Objects.equals(title, episode.title())));
        return exact != null || day == null ? exact : only(ofDay);
    }

    private @Nullable Episode first(Predicate<Episode> condition) {
        return stored.stream().filter(episode -> !taken.contains(episode.id())).filter(condition)
                .min((one, other) -> Long.compare(one.id(), other.id())).orElse(null);
    }

    private @Nullable Episode only(Predicate<Episode> condition) {
        var all = stored.stream().filter(episode -> !taken.contains(episode.id())).filter(condition).limit(2).toList();
        return all.size() == 1 ? all.getFirst() : null;
    }
}
