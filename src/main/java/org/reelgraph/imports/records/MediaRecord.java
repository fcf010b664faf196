package org.reelgraph.imports.records;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.storage.sql.GeneratedBuilder;

import static java.util.stream.Collectors.toMap;

/**
 * A validated media item to import, which all formats are converted to. Only a series has seasons, and only a movie or
 * an album has a duration.
 *
 * @param furtherKeys rating keys in addition to the item's own, latest first; they are added to those it has
 * @param edition  identifies one of several versions that share their external ids, such as "Director's Cut"
 * @param metadata everything without a field of its own, as a JSON object with sorted names; it is merged member by
 *                 member
 */
@GeneratedBuilder
public record MediaRecord(Origin origin, MediaKind kind, Field<String> ratingKey, List<String> furtherKeys,
        Field<String> edition,
        Field<String> title,
        Field<String> sortTitle, Field<String> originalTitle, Field<Integer> year, Field<String> summary,
        Field<String> tagline, Field<String> contentRating, Field<String> studio, Field<Double> rating,
        Field<LocalDate> releasedOn, Field<RunningTime> duration, Field<Instant> addedAt,
        ExternalIdFields externalIds, Map<TagKind, Field<List<String>>> tags, Field<ImageList> images,
        Map<CreditRole, Field<List<CreditRecord>>> credits, Field<List<SeasonRecord>> seasons,
        Field<String> metadata) {

    /** {@return all rating keys, latest first} */
    public List<String> ratingKeys() {
        return Stream.concat(Stream.ofNullable(ratingKey.value()), furtherKeys.stream()).toList();
    }

    /** {@return the item with other external ids} */
    public MediaRecord withExternalIds(ExternalIdFields others) {
        return MediaRecordBuilder.builder(this).externalIds(others).build();
    }

    /** {@return this record as all that there is of the item: what it doesn't mention is cleared} */
    public MediaRecord asWhole() {
        return MediaRecordBuilder.builder(this).ratingKey(ratingKey.orCleared()).edition(edition.orCleared())
                .sortTitle(sortTitle.orCleared()).originalTitle(originalTitle.orCleared()).year(year.orCleared())
                .summary(summary.orCleared()).tagline(tagline.orCleared()).contentRating(contentRating.orCleared())
                .studio(studio.orCleared()).rating(rating.orCleared()).releasedOn(releasedOn.orCleared())
                .duration(duration.orCleared()).addedAt(addedAt.orCleared()).externalIds(externalIds.orCleared())
                .tags(whole(TagKind.values(), tags)).images(images.orCleared())
                .credits(whole(CreditRole.values(), credits))
                .seasons(seasons.map(all -> all.stream().map(SeasonRecord::asWhole).toList()).orCleared())
                .metadata(metadata.orCleared()).build();
    }

    private static <K, T> Map<K, Field<T>> whole(K[] keys, Map<K, Field<T>> given) {
        return Stream.of(keys)
                .collect(toMap(key -> key, key -> given.getOrDefault(key, Field.absent()).orCleared()));
    }

    /** {@return whether only the title identifies the item} */
    public boolean hasNoKey() {
        return ratingKey.value() == null && externalIds.none();
    }

    /** {@return the seasons; empty if they are absent or cleared} */
    public List<SeasonRecord> seasonList() {
        return seasons.value() == null ? List.of() : seasons.value();
    }

    /** {@return the minimum number of rows for the item, its seasons and episodes} */
    public int size() {
        return 1 + seasonList().stream().mapToInt(season -> 1 + season.episodeList().size()).sum();
    }

    /**
     * A season to import.
     *
     * @param number negative if the source has no valid number
     */
    public record SeasonRecord(int number, Field<String> ratingKey, Field<String> title, Field<Integer> year,
            Field<String> summary, Field<Instant> addedAt, ExternalIdFields externalIds,
            Field<ImageList> images, Field<List<EpisodeRecord>> episodes, Field<String> metadata) {

        /** {@return the episodes; empty if they are absent or cleared} */
        public List<EpisodeRecord> episodeList() {
            return episodes.value() == null ? List.of() : episodes.value();
        }

        SeasonRecord asWhole() {
            return new SeasonRecord(number, ratingKey.orCleared(), title.orCleared(), year.orCleared(),
                    summary.orCleared(), addedAt.orCleared(), externalIds.orCleared(), images.orCleared(),
                    episodes.map(all -> all.stream().map(EpisodeRecord::asWhole).toList()).orCleared(),
                    metadata.orCleared());
        }

        SeasonRecord withNumber(int other) {
            return new SeasonRecord(other, ratingKey, title, year, summary, addedAt, externalIds, images, episodes,
                    metadata);
        }

        SeasonRecord withEpisodes(Field<List<EpisodeRecord>> others) {
            return new SeasonRecord(number, ratingKey, title, year, summary, addedAt, externalIds, images, others,
                    metadata);
        }

        /** {@return this season, supplemented by the other's fields} */
        SeasonRecord orElse(SeasonRecord other) {
            return new SeasonRecord(number, ratingKey.orElse(other.ratingKey), title.orElse(other.title),
                    year.orElse(other.year), summary.orElse(other.summary), addedAt.orElse(other.addedAt),
                    externalIds.none() ? other.externalIds : externalIds, images.orElse(other.images),
                    episodes, metadata.orElse(other.metadata));
        }
    }

    /**
     * An episode to import.
     *
     * @param number       null if it has none, as in a daily show
     * @param seasonNumber the season that it claims to belong to, if any
     */
    public record EpisodeRecord(@Nullable Integer number, Field<Integer> seasonNumber, Field<String> ratingKey,
            Field<String> title, Field<String> summary, Field<LocalDate> airedOn, Field<RunningTime> duration,
            Field<Double> rating, Field<Instant> addedAt, ExternalIdFields externalIds,
            Field<ImageList> images, Map<CreditRole, Field<List<CreditRecord>>> credits,
            Field<String> metadata) {

        /** {@return whether a later import can recognise it} */
        public boolean isRecognisable() {
            return number != null || !externalIds.none()
                    || Stream.of(ratingKey, airedOn, title).anyMatch(field -> field.value() != null);
        }

        /** {@return how many fields have a value} */
        long known() {
            return Stream.concat(Stream.of(ratingKey, title, summary, airedOn, duration, rating, addedAt, images),
                    credits.values().stream()).filter(field -> field.value() != null).count()
                    + (externalIds.none() ? 0 : 1);
        }

        EpisodeRecord asWhole() {
            return new EpisodeRecord(number, seasonNumber, ratingKey.orCleared(), title.orCleared(),
                    summary.orCleared(), airedOn.orCleared(), duration.orCleared(), rating.orCleared(),
                    addedAt.orCleared(), externalIds.orCleared(), images.orCleared(),
                    whole(CreditRole.values(), credits), metadata.orCleared());
        }

        EpisodeRecord withoutNumber() {
            return new EpisodeRecord(null, seasonNumber, ratingKey, title, summary, airedOn, duration, rating, addedAt,
                    externalIds, images, credits, metadata);
        }
    }

    /** A credit to import; its position is its place in the list. */
    public record CreditRecord(PersonRecord person, @Nullable String character, @Nullable CrewDepartment department,
            @Nullable String job) {

        /** {@return a part in the cast, which is of no department} */
        public static CreditRecord inCast(PersonRecord person, @Nullable String character) {
            return new CreditRecord(person, character, null, null);
        }

        /** {@return this credit with a picture of its person, as {@link PersonRecord#shownAt} has it} */
        public CreditRecord shownAt(@Nullable String path, String source) {
            return new CreditRecord(person.shownAt(path, source), character, department, job);
        }
    }

    /**
     * A person as named in a credit.
     *
     * @param name     in NFC and trimmed
     * @param pictures empty if the source tells of none
     */
    public record PersonRecord(String name, ExternalIds externalIds, List<Picture> pictures) {

        /** A person of whom only the name is known. */
        public PersonRecord(String name) {
            this(name, ExternalIds.NONE, List.of());
        }

        /**
         * {@return this person with a picture}
         *
         * @param path where the picture is; null if there is none
         */
        public PersonRecord shownAt(@Nullable String path, String source) {
            return path == null
                    ? this
                    : new PersonRecord(name, externalIds, List.of(new Picture(ImageKind.THUMB, source, path)));
        }
    }
}
