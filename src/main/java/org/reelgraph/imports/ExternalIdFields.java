package org.reelgraph.imports;

import java.util.Objects;
import java.util.stream.Stream;
import org.reelgraph.catalog.ExternalIds;

/** The external ids of a record, each absent, given or cleared. */
record ExternalIdFields(Field<String> imdb, Field<String> tmdb, Field<String> tvdb, Field<String> plex) {

    ExternalIds or(ExternalIds current) {
        return new ExternalIds(imdb.or(current.imdb()), tmdb.or(current.tmdb()), tvdb.or(current.tvdb()),
                plex.or(current.plex()));
    }

    boolean none() {
        return Stream.of(imdb, tmdb, tvdb, plex).map(Field::value).allMatch(Objects::isNull);
    }
}
