package org.reelgraph.imports.merge;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.RunningTime;
import org.reelgraph.storage.CanonicalJson;

/** Rows as they are once a record is laid over what is stored, or over nothing. */
final class PatchedRows {

    private final String source;
    private final LongSupplier newIds;
    private final SortKeys sortKeys;
    private final Instant now;

    PatchedRows(String source, LongSupplier newIds, SortKeys sortKeys, Instant now) {
        this.source = source;
        this.newIds = newIds;
        this.sortKeys = sortKeys;
        this.now = now;
    }

    /** {@return the item, with the time of its last change as it is} */
    MediaItem item(ItemMatcher.Match match, @Nullable String ratingKey) {
        var old = match.stored();
        return item(match, ratingKey, old == null ? now : old.updatedAt());
    }

    /** {@return the item, changed now} */
    MediaItem changed(ItemMatcher.Match match, @Nullable String ratingKey) {
        return item(match, ratingKey, now);
    }

    private MediaItem item(ItemMatcher.Match match, @Nullable String ratingKey, Instant updatedAt) {
        var media = match.media();
        var old = match.stored() == null ? nothing(match) : match.stored();
        var title = media.title().or(old.title());
        var sortTitle = media.sortTitle().or(old.sortTitle());
        var ids = media.externalIds().or(old.externalIds());
        return new MediaItem(match.id(), old.kind(), old.source(), ratingKey, title, sortTitle,
                sortKeys.of(Objects.requireNonNullElse(sortTitle, title)), sortKeys.comparable(title),
                media.originalTitle().or(old.originalTitle()), media.year().or(old.year()),
                media.summary().or(old.summary()), media.tagline().or(old.tagline()),
                media.contentRating().or(old.contentRating()), media.studio().or(old.studio()),
                media.rating().or(old.rating()), media.releasedOn().or(old.releasedOn()),
                duration(media.duration(), old.durationSeconds()), media.addedAt().or(old.addedAt()), ids.imdb(),
                ids.tmdb(), ids.tvdb(), ids.plex(), ids.musicbrainz(), ids.isbn(),
                metadata(media.metadata(), old.metadata()), old.shuffle(), old.createdAt(), updatedAt);
    }

    private MediaItem nothing(ItemMatcher.Match match) {
        return new MediaItem(match.id(), match.media().kind(), source, null, "", null, "", "", null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                ThreadLocalRandom.current().nextLong(), now, now);
    }

    /** {@return the season, with the time of its last change as it is} */
    Season season(long seriesId, SeasonRecord record, @Nullable Season stored) {
        var old = stored != null
                ? stored
                : new Season(newIds.getAsLong(), seriesId, record.number(), null, null, null, null, null, null, null,
                        null, null, now, now);
        var ids = record.externalIds().or(old.externalIds());
        return new Season(old.id(), seriesId, old.number(), record.ratingKey().or(old.ratingKey()),
                record.title().or(old.title()), record.year().or(old.year()), record.summary().or(old.summary()),
                ids.imdb(), ids.tmdb(), ids.tvdb(), ids.plex(), metadata(record.metadata(), old.metadata()),
                old.createdAt(), old.updatedAt());
    }

    /** {@return the season, changed now} */
    Season changed(Season season) {
        return new Season(season.id(), season.seriesId(), season.number(), season.ratingKey(), season.title(),
                season.year(), season.summary(), season.imdb(), season.tmdb(), season.tvdb(), season.plex(),
                season.metadata(), season.createdAt(), now);
    }

    /** {@return the episode, with the time of its last change as it is} */
    Episode episode(Season season, EpisodeRecord record, @Nullable Episode stored) {
        var old = stored != null
                ? stored
                : new Episode(newIds.getAsLong(), season.seriesId(), season.id(), season.number(), record.number(),
                        null, null, null, null, null, null, null, null, null, null, null, now, now);
        var ids = record.externalIds().or(old.externalIds());
        return new Episode(old.id(), old.seriesId(), old.seasonId(), old.seasonNumber(), old.number(),
                record.ratingKey().or(old.ratingKey()), record.title().or(old.title()),
                record.summary().or(old.summary()), record.airedOn().or(old.airedOn()),
                duration(record.duration(), old.durationSeconds()), record.rating().or(old.rating()), ids.imdb(),
                ids.tmdb(), ids.tvdb(), ids.plex(), metadata(record.metadata(), old.metadata()), old.createdAt(),
                old.updatedAt());
    }

    /** {@return the episode, changed now} */
    Episode changed(Episode episode) {
        return new Episode(episode.id(), episode.seriesId(), episode.seasonId(), episode.seasonNumber(),
                episode.number(), episode.ratingKey(), episode.title(), episode.summary(), episode.airedOn(),
                episode.durationSeconds(), episode.rating(), episode.imdb(), episode.tmdb(), episode.tvdb(),
                episode.plex(), episode.metadata(), episode.createdAt(), now);
    }

    private static @Nullable Integer duration(Field<RunningTime> given, @Nullable Integer old) {
        return !given.given() ? old : given.value() == null ? null : (Integer) given.value().over(old);
    }

    private static @Nullable String metadata(Field<String> given, @Nullable String old) {
        return old == null || given.value() == null || given.value().equals(old)
                ? given.or(old)
                : CanonicalJson.merge(old, given.value());
    }
}
