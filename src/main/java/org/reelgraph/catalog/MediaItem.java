package org.reelgraph.catalog;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Relation;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.DateColumn;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A series, a movie, an album or a book. Its metadata is read apart, see {@link MetadataReader}.
 *
 * @param edition     which of several versions it is that share their external ids
 * @param externalIds the ids others gave
 * @param lastAddedAt when the newest part of it was added: itself, a season or an episode
 * @param shuffle     its place in the random order
 */
@MappedEntity("media_items")
@GeneratedBuilder
public record MediaItem(@Id long id, MediaKind kind, String source, @Nullable String ratingKey,
        @Nullable String edition, @Relation(Relation.Kind.EMBEDDED) @MappedProperty("") Titles titles,
        @Relation(Relation.Kind.EMBEDDED) @MappedProperty("") Description description,
        @Relation(Relation.Kind.EMBEDDED) @MappedProperty("") ExternalIds externalIds,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant addedAt,
        @MappedProperty(converter = InstantColumn.class) Instant lastAddedAt, long shuffle,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) implements MediaCard {

    /** The source that is meant where none is named, as the schema says. */
    public static final String DEFAULT_SOURCE = "plex";

    /**
     * What it is called.
     *
     * @param title       stands in for {@code sortTitle} where the source gave none
     * @param sortKey     what lists are sorted by, see {@link SortKeys}
     * @param foldedTitle the title as it is compared with what somebody looks for, see {@link
     *                    SortKeys#comparable(String)}
     */
    @Embeddable
    public record Titles(String title, @Nullable String sortTitle, @Nullable String originalTitle, String sortKey,
            String foldedTitle) {
    }

    /**
     * What a source tells about it.
     *
     * @param rating          the audience's, 0 to 10
     * @param durationSeconds a movie's or an album's; a series has none of its own
     */
    @Embeddable
    @GeneratedBuilder
    public record Description(@Nullable Integer year, @Nullable String summary, @Nullable String tagline,
            @Nullable String contentRating, @Nullable String studio, @Nullable Double rating,
            @Nullable @MappedProperty(converter = DateColumn.class) LocalDate releasedOn,
            @Nullable Integer durationSeconds) {
    }

    @Override
    public String title() {
        return titles.title;
    }

    /** {@return the title that it is sorted by} */
    public String sortTitle() {
        return titles.sortTitle == null ? titles.title : titles.sortTitle;
    }

    public @Nullable String originalTitle() {
        return titles.originalTitle;
    }

    @Override
    public String sortKey() {
        return titles.sortKey;
    }

    @Override
    public @Nullable Integer year() {
        return description.year;
    }

    public @Nullable String summary() {
        return description.summary;
    }

    public @Nullable String tagline() {
        return description.tagline;
    }

    public @Nullable String contentRating() {
        return description.contentRating;
    }

    public @Nullable String studio() {
        return description.studio;
    }

    @Override
    public @Nullable Double rating() {
        return description.rating;
    }

    public @Nullable LocalDate releasedOn() {
        return description.releasedOn;
    }

    /** {@return the duration of a movie or an album; a series has none of its own} */
    public @Nullable Integer durationSeconds() {
        return description.durationSeconds;
    }

    /**
     * {@return whether it is another with other texts, and that changed at another time: nothing is listed or
     * recognised by these texts}
     */
    public boolean differsOnlyInTexts(MediaItem other) {
        var titled = new Titles(title(), other.titles.sortTitle, other.originalTitle(), sortKey(),
                titles.foldedTitle);
        var described = MediaItemDescriptionBuilder.builder(description).summary(other.summary())
                .tagline(other.tagline()).build();
        return MediaItemBuilder.builder(this).titles(titled).description(described).updatedAt(other.updatedAt).build()
                .equals(other);
    }

    /** {@return the item with another rating key, or none} */
    public MediaItem withRatingKey(@Nullable String key, Instant at) {
        return MediaItemBuilder.builder(this).ratingKey(key).updatedAt(at).build();
    }
}
