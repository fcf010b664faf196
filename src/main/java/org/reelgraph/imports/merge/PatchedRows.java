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

/** Builds rows by applying a record to the stored row, or to an empty one. */
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

    Instant now() {
        return now;
    }

    /** {@return the item after applying the record, with its times of last change and addition unchanged} */
    MediaItem item(ItemMatcher.Match match, MediaItem old, @Nullable String ratingKey, boolean repeats) {
        return item(match, old, ratingKey, repeats, old.lastAddedAt(), old.updatedAt());
    }

    /** {@return the item after applying the record, marked as changed now} */
    MediaItem changed(ItemMatcher.Match match, @Nullable String ratingKey, boolean repeats, Instant lastAddedAt) {
        var old = match.stored() == null ? nothing(match) : match.stored().item();
        return item(match, old, ratingKey, repeats, lastAddedAt, now);
    }

    private MediaItem item(ItemMatcher.Match match, MediaItem old, @Nullable String ratingKey, boolean repeats,
            Instant lastAddedAt, Instant updatedAt) {
        var media = match.media();
        var title = media.title().or(old.title());
        var sortTitle = media.sortTitle().or(old.sortTitle());
        var ids = media.externalIds().or(old.externalIds());
        return new MediaItem(match.id(), old.kind(), old.source(), ratingKey, media.edition().or(old.edition()), title,
                sortTitle, sortKeys.of(Objects.requireNonNullElse(sortTitle, title)), sortKeys.comparable(title),
                media.originalTitle().or(old.originalTitle()), media.year().or(old.year()),
                media.summary().or(old.summary()), media.tagline().or(old.tagline()),
                media.contentRating().or(old.contentRating()), media.studio().or(old.studio()),
                media.rating().or(old.rating()), media.releasedOn().or(old.releasedOn()),
                duration(media.duration(), old.durationSeconds()), ofLibrary(media.addedAt(), old.addedAt(), repeats),
                lastAddedAt, ids.imdb(),
                ids.tmdb(), ids.tvdb(), ids.plex(), ids.musicbrainz(), ids.isbn(),
                metadata(media.metadata(), old.metadata(), repeats), old.shuffle(), old.createdAt(), updatedAt);
    }

    private MediaItem nothing(ItemMatcher.Match match) {
        return new MediaItem(match.id(), match.media().kind(), source, null, null, "", null, "", "", null, null, null,
                null, null, null, null, null, null, null, now, null, null, null, null, null, null, null,
                ThreadLocalRandom.current().nextLong(), now, now);
    }

    /**
     * {@return the season after applying the record, with its time of last change unchanged}
     *
     * @param repeats whether the record is from another library of the source that contains the item, too
     */
    Season season(long seriesId, SeasonRecord record, @Nullable Season stored, boolean repeats) {
        var old = stored != null
                ? stored
                : new Season(newIds.getAsLong(), seriesId, record.number(), null, null, null, null, null, null, null,
                        null, null, null, now, now);
        var ids = record.externalIds().or(old.externalIds());
        return new Season(old.id(), seriesId, old.number(), ofLibrary(record.ratingKey(), old.ratingKey(), repeats),
                record.title().or(old.title()), record.year().or(old.year()), record.summary().or(old.summary()),
                ofLibrary(record.addedAt(), old.addedAt(), repeats), ids.imdb(), ids.tmdb(), ids.tvdb(), ids.plex(),
                metadata(record.metadata(), old.metadata(), repeats),
                old.createdAt(), old.updatedAt());
    }

    /** {@return the season, marked as changed now} */
    Season changed(Season season) {
        return new Season(season.id(), season.seriesId(), season.number(), season.ratingKey(), season.title(),
                season.year(), season.summary(), season.addedAt(), season.imdb(), season.tmdb(), season.tvdb(),
                season.plex(),
                season.metadata(), season.createdAt(), now);
    }

    /**
     * {@return the episode after applying the record, with its time of last change unchanged}
     *
     * @param number  the episode's new number, if any
     * @param repeats whether the record is from another library of the source that contains the item, too
     */
    Episode episode(Season season, EpisodeRecord record, @Nullable Integer number, @Nullable Episode stored,
            boolean repeats) {
        var old = stored != null
                ? stored
                : new Episode(newIds.getAsLong(), season.seriesId(), season.id(), season.number(), number, null, null,
                        null, null, null, null, null, null, null, null, null, null, now, now);
        var ids = record.externalIds().or(old.externalIds());
        return new Episode(old.id(), old.seriesId(), old.seasonId(), old.seasonNumber(),
                number, ofLibrary(record.ratingKey(), old.ratingKey(), repeats), record.title().or(old.title()),
                record.summary().or(old.summary()), record.airedOn().or(old.airedOn()),
                duration(record.duration(), old.durationSeconds()), record.rating().or(old.rating()),
                ofLibrary(record.addedAt(), old.addedAt(), repeats), ids.imdb(),
                ids.tmdb(), ids.tvdb(), ids.plex(), metadata(record.metadata(), old.metadata(), repeats),
                old.createdAt(),
                old.updatedAt());
    }

    /** {@return the episode, marked as changed now} */
    Episode changed(Episode episode) {
        return new Episode(episode.id(), episode.seriesId(), episode.seasonId(), episode.seasonNumber(),
                episode.number(), episode.ratingKey(), episode.title(), episode.summary(), episode.airedOn(),
                episode.durationSeconds(), episode.rating(), episode.addedAt(), episode.imdb(), episode.tmdb(),
                episode.tvdb(),
                episode.plex(), episode.metadata(), episode.createdAt(), now);
    }

    // Each library has its own keys, times of addition and metadata; those of the item's latest library are kept.
    private static <T> @Nullable T ofLibrary(Field<T> given, @Nullable T old, boolean repeats) {
        return repeats && old != null ? old : given.or(old);
    }

    private static @Nullable Integer duration(Field<RunningTime> given, @Nullable Integer old) {
        return !given.given() ? old : given.value() == null ? null : (Integer) given.value().over(old);
    }

    private static @Nullable String metadata(Field<String> given, @Nullable String old, boolean repeats) {
        if (!isMerged(given, old, repeats)) {
            return ofLibrary(given, old, repeats);
        }
        var merged = CanonicalJson.merge(old, given.value());
        return isTooMuch(merged, old) ? old : merged;
    }

    /** {@return whether the stored metadata is kept because it would become too large with the new metadata} */
    static boolean keepsMetadata(Field<String> given, @Nullable String old, boolean repeats) {
        return isMerged(given, old, repeats) && isTooMuch(CanonicalJson.merge(old, given.value()), old);
    }

    private static boolean isMerged(Field<String> given, @Nullable String old, boolean repeats) {
        return old != null && !repeats && given.value() != null && !given.value().equals(old);
    }

    // Metadata stored by an earlier version may exceed the current limit; it is updated as long as it doesn't grow.
    private static boolean isTooMuch(String merged, String old) {
        return merged.length() > old.length() && CanonicalJson.isTooLong(merged);
    }
}
