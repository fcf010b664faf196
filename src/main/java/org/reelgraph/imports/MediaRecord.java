package org.reelgraph.imports;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.ImageKind;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.TagKind;

/**
 * A series or movie to import, checked, as every format is read into. A movie gives no seasons, a series no duration.
 *
 * @param index its position in the input, from 0
 * @param path  where it stands in the input, for errors found later
 */
record MediaRecord(int index, List<String> path, MediaKind kind, Field<String> ratingKey, Field<String> title,
        Field<String> sortTitle, Field<String> originalTitle, Field<Integer> year, Field<String> summary,
        Field<String> tagline, Field<String> contentRating, Field<String> studio, Field<Double> rating,
        Field<LocalDate> releasedOn, Field<Integer> durationSeconds, Field<Instant> addedAt,
        ExternalIdFields externalIds, Map<TagKind, Field<List<String>>> tags, Field<List<ImageRecord>> images,
        Map<CreditRole, Field<List<CreditRecord>>> credits, Field<List<SeasonRecord>> seasons) {

    /** {@return whether nothing but the title tells which item is meant} */
    boolean hasNoKey() {
        return ratingKey.value() == null && externalIds.none();
    }

    List<SeasonRecord> seasonList() {
        return seasons.value() == null ? List.of() : seasons.value();
    }

    /** A season to import. */
    record SeasonRecord(int number, Field<String> ratingKey, Field<String> title, Field<Integer> year,
            Field<String> summary, ExternalIdFields externalIds, Field<List<ImageRecord>> images,
            Field<List<EpisodeRecord>> episodes) {

        List<EpisodeRecord> episodeList() {
            return episodes.value() == null ? List.of() : episodes.value();
        }
    }

    /** An episode to import. */
    record EpisodeRecord(int number, Field<String> ratingKey, Field<String> title, Field<String> summary,
            Field<LocalDate> airedOn, Field<Integer> durationSeconds, Field<Double> rating,
            ExternalIdFields externalIds, Field<List<ImageRecord>> images,
            Map<CreditRole, Field<List<CreditRecord>>> credits) {
    }

    /** A credit to import; its place in the list is its position. */
    record CreditRecord(PersonRecord person, @Nullable String character, @Nullable CrewDepartment department,
            @Nullable String job) {
    }

    /** A person as a credit names them: the name in NFC without space around it. */
    record PersonRecord(String name, ExternalIds externalIds) {
    }

    /** An image to import. */
    record ImageRecord(ImageKind kind, String source, String path) {
    }
}
