package org.reelgraph.imports.merge;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.EpisodeBuilder;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaItem.Description;
import org.reelgraph.catalog.MediaItem.Titles;
import org.reelgraph.catalog.MediaItemBuilder;
import org.reelgraph.catalog.MediaItemDescriptionBuilder;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.SeasonBuilder;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.imports.merge.stores.WithMetadata;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.MediaRecord;
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
    private final boolean isRestore;

    PatchedRows(ImportOptions options, LongSupplier newIds, SortKeys sortKeys, Instant now) {
        this.source = options.source();
        this.isRestore = options.isRestore();
        this.newIds = newIds;
        this.sortKeys = sortKeys;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /** {@return the item after applying the record, with its times of last change and addition unchanged} */
    WithMetadata<MediaItem> item(ItemMatcher.Match match, WithMetadata<MediaItem> stored, @Nullable String ratingKey,
            boolean repeats) {
        var media = match.media();
        var old = stored.row();
        var item = MediaItemBuilder.builder(old).ratingKey(ratingKey).edition(media.edition().or(old.edition()))
                .titles(titles(media, old.titles())).description(description(media, old.description()))
                .externalIds(media.externalIds().or(old.externalIds()))
                .addedAt(ofLibrary(media.addedAt(), old.addedAt(), repeats)).build();
        return new WithMetadata<>(item, metadata(media.metadata(), stored.metadata(), repeats));
    }

    /** {@return the item after applying the record, marked as changed now} */
    WithMetadata<MediaItem> changed(ItemMatcher.Match match, @Nullable String ratingKey, boolean repeats,
            Instant lastAddedAt) {
        var stored = match.stored() == null ? nothing(match) : match.stored().row();
        var patched = item(match, stored, ratingKey, repeats);
        return new WithMetadata<>(
                MediaItemBuilder.builder(patched.row()).lastAddedAt(lastAddedAt).updatedAt(now).build(),
                patched.metadata());
    }

    private Titles titles(MediaRecord media, Titles old) {
        var title = Objects.requireNonNull(media.title().or(old.title()), "A record without a title is refused.");
        var sortTitle = media.sortTitle().or(old.sortTitle());
        return new Titles(title, sortTitle, media.originalTitle().or(old.originalTitle()),
                sortKeys.of(Objects.requireNonNullElse(sortTitle, title)), sortKeys.comparable(title));
    }

    private static Description description(MediaRecord media, Description old) {
        return new Description(media.year().or(old.year()), media.summary().or(old.summary()),
                media.tagline().or(old.tagline()), media.contentRating().or(old.contentRating()),
                media.studio().or(old.studio()), media.rating().or(old.rating()),
                media.releasedOn().or(old.releasedOn()), duration(media.duration(), old.durationSeconds()));
    }

    private WithMetadata<MediaItem> nothing(ItemMatcher.Match match) {
        return new WithMetadata<>(MediaItemBuilder.builder().id(match.id()).kind(match.media().kind()).source(source)
                .titles(new Titles("", null, null, "", "")).description(MediaItemDescriptionBuilder.builder().build())
                .externalIds(ExternalIds.NONE).lastAddedAt(now).shuffle(ThreadLocalRandom.current().nextLong())
                .createdAt(now).updatedAt(now).build(), null);
    }

    /**
     * {@return the season after applying the record, with its time of last change unchanged}
     *
     * @param repeats whether the record is from another library of the source that contains the item, too
     */
    WithMetadata<Season> season(long seriesId, SeasonRecord record, @Nullable WithMetadata<Season> stored,
            boolean repeats) {
        var old = stored != null
                ? stored.row()
                : SeasonBuilder.builder().id(newIds.getAsLong()).seriesId(seriesId).number(record.number())
                        .externalIds(ExternalIds.NONE).createdAt(now).updatedAt(now).build();
        var season = SeasonBuilder.builder(old).ratingKey(ofLibrary(record.ratingKey(), old.ratingKey(), repeats))
                .title(record.title().or(old.title())).year(record.year().or(old.year()))
                .summary(record.summary().or(old.summary()))
                .addedAt(ofLibrary(record.addedAt(), old.addedAt(), repeats))
                .externalIds(record.externalIds().or(old.externalIds())).build();
        return new WithMetadata<>(season, metadata(record.metadata(), stored, repeats));
    }

    /** {@return the season, marked as changed now} */
    WithMetadata<Season> changedSeason(WithMetadata<Season> season) {
        return new WithMetadata<>(SeasonBuilder.builder(season.row()).updatedAt(now).build(), season.metadata());
    }

    /**
     * {@return the episode after applying the record, with its time of last change unchanged}
     *
     * @param number  the episode's new number, if any
     * @param repeats whether the record is from another library of the source that contains the item, too
     */
    WithMetadata<Episode> episode(Season season, EpisodeRecord record, @Nullable Integer number,
            @Nullable WithMetadata<Episode> stored, boolean repeats) {
        var old = stored != null
                ? stored.row()
                : EpisodeBuilder.builder().id(newIds.getAsLong()).seriesId(season.seriesId()).seasonId(season.id())
                        .seasonNumber(season.number()).externalIds(ExternalIds.NONE).createdAt(now).updatedAt(now)
                        .build();
        var episode = EpisodeBuilder.builder(old).seasonId(season.id()).seasonNumber(season.number()).number(number)
                .ratingKey(ofLibrary(record.ratingKey(), old.ratingKey(), repeats))
                .title(record.title().or(old.title())).summary(record.summary().or(old.summary()))
                .airedOn(record.airedOn().or(old.airedOn()))
                .durationSeconds(duration(record.duration(), old.durationSeconds()))
                .rating(record.rating().or(old.rating()))
                .addedAt(ofLibrary(record.addedAt(), old.addedAt(), repeats))
                .externalIds(record.externalIds().or(old.externalIds())).build();
        return new WithMetadata<>(episode, metadata(record.metadata(), stored, repeats));
    }

    /** {@return the episode, marked as changed now} */
    WithMetadata<Episode> changedEpisode(WithMetadata<Episode> episode) {
        return new WithMetadata<>(EpisodeBuilder.builder(episode.row()).updatedAt(now).build(), episode.metadata());
    }

    // Each library has its own keys, times of addition and metadata; those of the item's latest library are kept.
    private static <T> @Nullable T ofLibrary(Field<T> given, @Nullable T old, boolean repeats) {
        return repeats && old != null ? old : given.or(old);
    }

    private static @Nullable Integer duration(Field<RunningTime> given, @Nullable Integer old) {
        return !given.given() ? old : given.value() == null ? null : (Integer) given.value().over(old);
    }

    private @Nullable String metadata(Field<String> given, @Nullable WithMetadata<?> old, boolean repeats) {
        return metadata(given, old == null ? null : old.metadata(), repeats);
    }

    private @Nullable String metadata(Field<String> given, @Nullable String old, boolean repeats) {
        var merged = merged(given, old, repeats);
        return merged.isEmpty() || old == null
                ? ofLibrary(given, old, repeats)
                : isTooMuch(merged.get(), old) ? old : merged.get();
    }

    /** {@return whether the stored metadata is kept because it would become too large with the new metadata} */
    boolean keepsMetadata(Field<String> given, @Nullable String old, boolean repeats) {
        return old != null && merged(given, old, repeats).filter(merged -> isTooMuch(merged, old)).isPresent();
    }

    private Optional<String> merged(Field<String> given, @Nullable String old, boolean repeats) {
        var value = given.value();
        return old == null || repeats || isRestore || value == null || value.equals(old)
                ? Optional.empty()
                : Optional.of(CanonicalJson.merge(old, value));
    }

    // Metadata stored by an earlier version may exceed the current limit; it is updated as long as it doesn't grow.
    private static boolean isTooMuch(String merged, String old) {
        return merged.length() > old.length() && CanonicalJson.isTooLong(merged);
    }
}
