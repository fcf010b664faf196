package org.reelgraph.imports.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/**
 * Matches records with the stored episodes of a series, season by season. The number decides, unless an episode was
 * renumbered. Records or episodes without a number are matched by ids, by rating key, or by date and title. What is left
 * over may have moved to another season. No two records match the same episode.
 */
final class EpisodeMatcher {

    /** A record that matches an episode with a different number. */
    private record Renumbered(EpisodeRecord record, Episode episode) {
    }

    private final List<EpisodeRecord> records;
    private final Collection<Episode> stored;
    private final Map<EpisodeRecord, Episode> found = new IdentityHashMap<>();
    private final Set<Long> taken = new HashSet<>();

    private EpisodeMatcher(List<EpisodeRecord> records, Collection<Episode> stored) {
        this.records = records;
        this.stored = stored;
    }

    /** {@return the stored episode for each of a series' records, if it exists} */
    static Map<EpisodeRecord, Episode> match(MediaRecord series, Map<Integer, Season> seasons, StoredTrees stored) {
        var found = new IdentityHashMap<EpisodeRecord, Episode>();
        if (seasons.isEmpty()) {
            return found;
        }
        for (var season : series.seasonList()) {
            var before = seasons.get(season.number());
            if (before != null) {
                found.putAll(match(season.episodeList(), stored.episodesOf(before.id())));
            }
        }
        var taken = found.values().stream().map(Episode::id).collect(toSet());
        var moved = new HashMap<String, Episode>();
        seasons.values().stream().flatMap(season -> stored.episodesOf(season.id()).stream())
                .filter(episode -> !taken.contains(episode.id()))
                .forEach(episode -> keysOf(episode.ratingKey(), episode.externalIds())
                        .forEach(key -> moved.putIfAbsent(key, episode)));
        series.seasonList().stream().flatMap(season -> season.episodeList().stream())
                .filter(record -> !found.containsKey(record))
                .forEach(
                        record -> keysOf(record.ratingKey().value(), record.externalIds().or(ExternalIds.NONE)).stream()
                                .map(moved::get).filter(episode -> episode != null && hasMoved(record, episode)
                                        && taken.add(episode.id()))
                                .findFirst().ifPresent(episode -> found.put(record, episode)));
        return found;
    }

    // A rebuilt library adds its episodes anew.
    private static boolean hasMoved(EpisodeRecord record, Episode episode) {
        return isSame(record, episode) || hasItsKey(record, episode) && record.addedAt().value() != null
                && record.addedAt().value().equals(episode.addedAt());
    }

    private static List<String> keysOf(@Nullable String ratingKey, ExternalIds ids) {
        var keys = new ArrayList<>(ExternalKeys.of(ids));
        if (ratingKey != null) {
            keys.add("key " + ratingKey);
        }
        return keys;
    }

    private static Map<EpisodeRecord, Episode> match(List<EpisodeRecord> records, Collection<Episode> stored) {
        var matcher = new EpisodeMatcher(records, stored);
        if (!stored.isEmpty()) {
            matcher.match();
        }
        return matcher.found;
    }

    private void match() {
        var byNumber = stored.stream().filter(episode -> episode.number() != null)
                .collect(toMap(Episode::number, episode -> episode));
        renumbered(byNumber).forEach(each -> take(each.record(), each.episode()));
        records.stream().filter(record -> record.number() != null)
                .forEach(record -> take(record, byNumber.get(record.number())));
        // Handles episodes with a number in the records but not in the database, or vice versa.
        matchEach((record, episode) -> isOpen(record, episode) && sharesId(record, episode));
        matchEach((record, episode) -> isOpen(record, episode) && hasItsKey(record, episode)
                && !differ(record.airedOn().value(), episode.airedOn()));
        matchEach((record, episode) -> isUnnumbered(record, episode) && isOfItsDay(record, episode)
                && Objects.equals(record.title().value(), episode.title()));
        matchEach((record, episode) -> isOpen(record, episode) && hasItsKey(record, episode)
                && hasItsTitle(record, episode));
        matchOnlyOnesOfADay();
    }

    private void take(EpisodeRecord record, @Nullable Episode episode) {
        if (episode != null && !found.containsKey(record) && taken.add(episode.id())) {
            found.put(record, episode);
        }
    }

    // An episode is renumbered if the new number is free, or belongs to an episode that is renumbered, too.
    private List<Renumbered> renumbered(Map<Integer, Episode> byNumber) {
        var meant = new HashSet<Long>();
        var others = new ArrayList<EpisodeRecord>();
        for (var record : records) {
            var holder = byNumber.get(record.number());
            if (holder != null && isSame(record, holder)) {
                meant.add(holder.id());
            } else if (record.ratingKey().value() != null || !record.externalIds().none()) {
                others.add(record);
            }
        }
        var renumbered = new ArrayList<Renumbered>();
        others.forEach(record -> stored.stream().filter(episode -> isSame(record, episode))
                .filter(episode -> record.number() != null || episode.number() != null)
                .filter(episode -> meant.add(episode.id())).findFirst()
                .ifPresent(episode -> renumbered.add(new Renumbered(record, episode))));
        while (renumbered.removeIf(each -> !isFree(byNumber.get(each.record().number()), renumbered))) {
            // Removing one may block another that was to get its number.
        }
        return renumbered;
    }

    private static boolean isFree(@Nullable Episode holder, List<Renumbered> renumbered) {
        return holder == null || renumbered.stream().anyMatch(each -> each.episode().id() == holder.id());
    }

    // A rebuilt library assigns new keys, so a key alone means little.
    private static boolean isSame(EpisodeRecord record, Episode episode) {
        return sharesId(record, episode) || hasItsKey(record, episode)
                && (hasItsTitle(record, episode) || record.airedOn().value() != null && isOfItsDay(record, episode));
    }

    private void matchEach(BiPredicate<EpisodeRecord, Episode> means) {
        for (var record : records) {
            if (!found.containsKey(record)) {
                stored.stream().filter(episode -> !taken.contains(episode.id()) && means.test(record, episode))
                        .min(Comparator.comparing(Episode::id)).ifPresent(episode -> take(record, episode));
            }
        }
    }

    private void matchOnlyOnesOfADay() {
        for (var record : records) {
            if (record.airedOn().value() != null && !found.containsKey(record)) {
                var episodes = stored.stream().filter(episode -> !taken.contains(episode.id()))
                        .filter(episode -> isUnnumbered(record, episode) && isOfItsDay(record, episode)).toList();
                var others = records.stream().filter(other -> !found.containsKey(other) && other.number() == null
                        && Objects.equals(other.airedOn().value(), record.airedOn().value())).count();
                if (episodes.size() == 1 && others == 1) {
                    take(record, episodes.getFirst());
                }
            }
        }
    }

    private static boolean isOpen(EpisodeRecord record, Episode episode) {
        return record.number() == null || episode.number() == null;
    }

    private static boolean isUnnumbered(EpisodeRecord record, Episode episode) {
        return record.number() == null && episode.number() == null;
    }

    private static boolean sharesId(EpisodeRecord record, Episode episode) {
        var ids = record.externalIds().or(ExternalIds.NONE);
        var held = episode.externalIds();
        return isGivenAs(ids.imdb(), held.imdb()) || isGivenAs(ids.tmdb(), held.tmdb())
                || isGivenAs(ids.tvdb(), held.tvdb()) || isGivenAs(ids.plex(), held.plex());
    }

    private static boolean hasItsKey(EpisodeRecord record, Episode episode) {
        return isGivenAs(record.ratingKey().value(), episode.ratingKey());
    }

    private static boolean hasItsTitle(EpisodeRecord record, Episode episode) {
        var title = record.title().value();
        return title != null && episode.title() != null && SortKeys.areAlike(title, episode.title());
    }

    private static boolean isOfItsDay(EpisodeRecord record, Episode episode) {
        return Objects.equals(record.airedOn().value(), episode.airedOn());
    }

    private static boolean isGivenAs(@Nullable String given, @Nullable String held) {
        return given != null && given.equals(held);
    }

    private static boolean differ(@Nullable Object given, @Nullable Object held) {
        return given != null && held != null && !given.equals(held);
    }
}
