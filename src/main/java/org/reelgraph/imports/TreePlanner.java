package org.reelgraph.imports;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.reelgraph.catalog.Credit;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.Image;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaTag;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.TagKind;
import org.reelgraph.imports.MediaRecord.CreditRecord;
import org.reelgraph.imports.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.MediaRecord.ImageRecord;
import org.reelgraph.imports.MediaRecord.SeasonRecord;

/**
 * Compares a record's tree with what is stored and notes the rows that differ. What a record doesn't mention stays;
 * an item's {@code updatedAt} moves when anything in its tree changes, and only then.
 */
final class TreePlanner {

    private final StoredTrees stored;
    private final PersonMatcher people;
    private final ImportOptions options;
    private final LongSupplier newIds;
    private final Instant now;
    private final Changes changes;

    TreePlanner(StoredTrees stored, PersonMatcher people, ImportOptions options, LongSupplier newIds, Instant now,
            Changes changes) {
        this.stored = stored;
        this.people = people;
        this.options = options;
        this.newIds = newIds;
        this.now = now;
        this.changes = changes;
    }

    /** {@return whether anything of the item changes} */
    boolean plan(ItemMatcher.Match match, @Nullable String ratingKey) {
        var media = match.media();
        var id = match.id();
        var changed = people.enriched(id) | planTags(id, media.tags());
        changed |= planImages(id, media.images());
        changed |= planCredits(id, id, media.credits());
        changed |= planSeasons(id, media);
        return planItem(match, ratingKey, changed);
    }

    private boolean planItem(ItemMatcher.Match match, @Nullable String ratingKey, boolean changedBelow) {
        var old = match.stored();
        var item = item(match, ratingKey, old == null ? now : old.updatedAt());
        if (old == null) {
            changes.items.created.add(item);
        } else if (changedBelow || !item.equals(old)) {
            changes.items.changed.add(item(match, ratingKey, now));
        } else {
            return false;
        }
        return true;
    }

    private MediaItem item(ItemMatcher.Match match, @Nullable String ratingKey, Instant updatedAt) {
        var media = match.media();
        var old = match.stored() == null ? nothing(match) : match.stored();
        var title = media.title().or(old.title());
        var sortTitle = media.sortTitle().or(old.sortTitle());
        var ids = media.externalIds().or(old.externalIds());
        return new MediaItem(match.id(), old.kind(), old.source(), ratingKey, title, sortTitle,
                MediaItem.sortKey(Objects.requireNonNullElse(sortTitle, title)),
                media.originalTitle().or(old.originalTitle()), media.year().or(old.year()),
                media.summary().or(old.summary()), media.tagline().or(old.tagline()),
                media.contentRating().or(old.contentRating()), media.studio().or(old.studio()),
                media.rating().or(old.rating()), media.releasedOn().or(old.releasedOn()),
                media.durationSeconds().or(old.durationSeconds()), media.addedAt().or(old.addedAt()), ids.imdb(),
                ids.tmdb(), ids.tvdb(), ids.plex(), old.createdAt(), updatedAt);
    }

    private MediaItem nothing(ItemMatcher.Match match) {
        return new MediaItem(match.id(), match.media().kind(), options.source(), null, "", null, "", null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, now, now);
    }

    private boolean planTags(long id, Map<TagKind, Field<List<String>>> given) {
        var before = stored.tagsOf(id);
        Map<TagKind, List<String>> after = new EnumMap<>(TagKind.class);
        for (var kind : TagKind.values()) {
            var words = given.get(kind).or(before.getOrDefault(kind, List.of()));
            if (words != null && !words.isEmpty()) {
                after.put(kind, words);
            }
        }
        if (after.equals(before)) {
            return false;
        }
        var rows = new ArrayList<MediaTag>();
        after.forEach((kind, words) -> {
            for (var i = 0; i < words.size(); i++) {
                rows.add(new MediaTag(id, kind, i + 1, words.get(i)));
            }
        });
        changes.tags.replace(id, rows);
        return true;
    }

    private boolean planImages(long owner, Field<List<ImageRecord>> given) {
        if (!given.given()) {
            return false;
        }
        var rows = new ArrayList<Image>();
        for (var image : orEmpty(given)) {
            rows.add(new Image(owner, rows.size() + 1, image.kind(), image.source(), image.path()));
        }
        if (rows.equals(stored.imagesOf(owner))) {
            return false;
        }
        changes.images.replace(owner, rows);
        return true;
    }

    private boolean planCredits(long itemId, long owner, Map<CreditRole, Field<List<CreditRecord>>> given) {
        var changed = false;
        for (var role : CreditRole.values()) {
            if (given.get(role).given()) {
                changed |= planCredits(itemId, owner, role, orEmpty(given.get(role)));
            }
        }
        return changed;
    }

    private boolean planCredits(long itemId, long owner, CreditRole role, List<CreditRecord> given) {
        var rows = new ArrayList<Credit>();
        for (var credit : given) {
            rows.add(new Credit(owner, role, rows.size() + 1, people.find(itemId, credit.person()), credit.character(),
                    credit.department(), credit.job()));
        }
        var before = stored.creditsOf(owner, role);
        if (rows.equals(before)) {
            return false;
        }
        changes.credits.get(role).replace(owner, rows);
        before.forEach(credit -> changes.uncredited.add(credit.personId()));
        return true;
    }

    private boolean planSeasons(long seriesId, MediaRecord media) {
        var before = stored.seasonsOf(seriesId);
        var changed = false;
        for (var season : media.seasonList()) {
            changed |= planSeason(seriesId, season, before.get(season.number()));
        }
        if (options.prune() && media.seasons().given()) {
            var named = media.seasonList().stream().map(SeasonRecord::number).collect(Collectors.toSet());
            var gone = before.values().stream().filter(season -> !named.contains(season.number())).toList();
            gone.forEach(this::remove);
            changed |= !gone.isEmpty();
        }
        return changed;
    }

    private boolean planSeason(long seriesId, SeasonRecord record, @Nullable Season old) {
        var season = season(seriesId, record, old, old == null ? now : old.updatedAt());
        var changed = planImages(season.id(), record.images()) | !season.equals(old);
        if (old == null) {
            changes.seasons.created.add(season);
        } else if (changed) {
            changes.seasons.changed.add(season(seriesId, record, old, now));
        }
        return planEpisodes(season, record) | changed;
    }

    private Season season(long seriesId, SeasonRecord record, @Nullable Season stored, Instant updatedAt) {
        var old = stored != null
                ? stored
                : new Season(newIds.getAsLong(), seriesId, record.number(), null, null, null, null, null, null, null,
                        null, now, now);
        var ids = record.externalIds().or(old.externalIds());
        return new Season(old.id(), seriesId, old.number(), record.ratingKey().or(old.ratingKey()),
                record.title().or(old.title()), record.year().or(old.year()), record.summary().or(old.summary()),
                ids.imdb(), ids.tmdb(), ids.tvdb(), ids.plex(), old.createdAt(), updatedAt);
    }

    private boolean planEpisodes(Season season, SeasonRecord record) {
        var before = stored.episodesOf(season.id());
        var changed = false;
        for (var episode : record.episodeList()) {
            changed |= planEpisode(season, episode, before.get(episode.number()));
        }
        if (options.prune() && record.episodes().given()) {
            var named = record.episodeList().stream().map(EpisodeRecord::number).collect(Collectors.toSet());
            var gone = before.values().stream().filter(episode -> !named.contains(episode.number())).toList();
            gone.forEach(this::remove);
            changed |= !gone.isEmpty();
        }
        return changed;
    }

    private boolean planEpisode(Season season, EpisodeRecord record, @Nullable Episode old) {
        var episode = episode(season, record, old, old == null ? now : old.updatedAt());
        var changed = planImages(episode.id(), record.images())
                | planCredits(season.seriesId(), episode.id(), record.credits()) | !episode.equals(old);
        if (old == null) {
            changes.episodes.created.add(episode);
        } else if (changed) {
            changes.episodes.changed.add(episode(season, record, old, now));
        }
        return changed;
    }

    private Episode episode(Season season, EpisodeRecord record, @Nullable Episode stored, Instant updatedAt) {
        var old = stored != null
                ? stored
                : new Episode(newIds.getAsLong(), season.seriesId(), season.id(), season.number(), record.number(),
                        null, null, null, null, null, null, null, null, null, null, now, now);
        var ids = record.externalIds().or(old.externalIds());
        return new Episode(old.id(), old.seriesId(), old.seasonId(), old.seasonNumber(), old.number(),
                record.ratingKey().or(old.ratingKey()), record.title().or(old.title()),
                record.summary().or(old.summary()), record.airedOn().or(old.airedOn()),
                record.durationSeconds().or(old.durationSeconds()), record.rating().or(old.rating()), ids.imdb(),
                ids.tmdb(), ids.tvdb(), ids.plex(), old.createdAt(), updatedAt);
    }

    private void remove(Season season) {
        changes.seasons.gone.add(season);
        stored.episodesOf(season.id()).values().forEach(this::remove);
    }

    private void remove(Episode episode) {
        changes.episodes.gone.add(episode);
        for (var role : CreditRole.values()) {
            stored.creditsOf(episode.id(), role).forEach(credit -> changes.uncredited.add(credit.personId()));
        }
    }

    private static <T> List<T> orEmpty(Field<List<T>> field) {
        return field.value() == null ? List.of() : field.value();
    }
}
