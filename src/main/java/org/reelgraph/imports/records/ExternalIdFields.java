package org.reelgraph.imports.records;

import java.util.Objects;
import java.util.stream.Stream;
import org.reelgraph.catalog.ExternalIds;

/** The external ids of a record, each absent, given or cleared. */
public record ExternalIdFields(Field<String> imdb, Field<String> tmdb, Field<String> tvdb, Field<String> plex,
        Field<String> musicbrainz, Field<String> isbn) {

    /** What a record says of its ids that doesn't mention them. */
    public static final ExternalIdFields UNTOUCHED = of(Field.absent(), Field.absent(), Field.absent(),
            Field.absent());

    /** What a record says of its ids that clears them all. */
    public static final ExternalIdFields CLEARED = new ExternalIdFields(Field.cleared(), Field.cleared(),
            Field.cleared(), Field.cleared(), Field.cleared(), Field.cleared());

    /** {@return the ids of a record whose format knows no others} */
    public static ExternalIdFields of(Field<String> imdb, Field<String> tmdb, Field<String> tvdb, Field<String> plex) {
        return new ExternalIdFields(imdb, tmdb, tvdb, plex, Field.absent(), Field.absent());
    }

    /** {@return the ids after the import} */
    public ExternalIds or(ExternalIds current) {
        return this == UNTOUCHED
                ? current
                : new ExternalIds(imdb.or(current.imdb()), tmdb.or(current.tmdb()), tvdb.or(current.tvdb()),
                        plex.or(current.plex()), musicbrainz.or(current.musicbrainz()), isbn.or(current.isbn()));
    }

    /** {@return whether none of them has a value} */
    public boolean none() {
        return Stream.of(imdb, tmdb, tvdb, plex, musicbrainz, isbn).map(Field::value).allMatch(Objects::isNull);
    }
}
