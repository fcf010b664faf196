package org.reelgraph.catalog.lists;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.reelgraph.catalog.MediaCard;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.media.MediaFields;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.plan.Projection;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.Columns;

/** The lists of media: of one kind, or of all. */
@Singleton
class MediaLists implements SchemaContributor {

    private static final Projection PAGE_OF_CARDS = Projection.of("pageInfo", "totalCount").and("edges",
            Projection.of("cursor").and("node", MediaFields.CARD));

    private final MediaListReader media;
    private final SortKeys sortKeys;
    private final TitleIndex titles;
    private final Clock clock;

    MediaLists(MediaListReader media, SortKeys sortKeys, TitleIndex titles, Clock clock) {
        this.media = media;
        this.sortKeys = sortKeys;
        this.titles = titles;
        this.clock = clock;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("allSeries", env -> list(env, schema, Optional.of(MediaKind.SERIES)))
                .field("allMovies", env -> list(env, schema, Optional.of(MediaKind.MOVIE)))
                .field("allAlbums", env -> list(env, schema, Optional.of(MediaKind.ALBUM)))
                .field("allBooks", env -> list(env, schema, Optional.of(MediaKind.BOOK)))
                .field("allMedia", env -> list(env, schema, Optional.empty()));
        schema.connection("Series");
        schema.connection("Movie");
        schema.connection("Album");
        schema.connection("Book");
        schema.connection("Media");
    }

    private Connection<? extends MediaCard> list(DataFetchingEnvironment env, SchemaAssembly schema,
            Optional<MediaKind> kind) {
        var filter = FilterReader.of(schema, sortKeys, titles, clock).read(env.getArgument("filter"), kind);
        return PAGE_OF_CARDS.covers(env) && MediaOrder.IN_BRIEF.cover(env.getArgument("orderBy"))
                ? list(env, kind, filter, MediaOrder.IN_BRIEF, MediaRepository.BRIEF)
                : list(env, kind, filter, MediaOrder.FIELDS, MediaRepository.COLUMNS);
    }

    private <T> Connection<T> list(DataFetchingEnvironment env, Optional<MediaKind> kind, MediaFilter filter,
            SortFields<T> fields, Columns<T> columns) {
        var order = fields.order(env.getArgument("orderBy"));
        return Connection.inOrder(env, ListName.of("media", sortKeys, kind, order, env.getArgument("filter")), order,
                (way, from, most) -> media.findPage(filter, columns, way, from, most), count -> media.count(filter));
    }
}
