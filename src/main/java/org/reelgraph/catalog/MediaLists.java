package org.reelgraph.catalog;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.graphql.Connection;
import org.reelgraph.graphql.Cursor;
import org.reelgraph.graphql.PageRequest;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;

/** The lists of media: of one kind, or of all. */
@Singleton
class MediaLists implements SchemaPart {

    private final MediaRepository media;

    MediaLists(MediaRepository media) {
        this.media = media;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("allSeries", env -> list(env, Optional.of(MediaKind.SERIES)))
                .field("allMovies", env -> list(env, Optional.of(MediaKind.MOVIE)))
                .field("allMedia", env -> list(env, Optional.empty()));
        schema.connection("Series");
        schema.connection("Movie");
        schema.connection("Media");
    }

    private Connection<MediaItem> list(DataFetchingEnvironment env, Optional<MediaKind> kind) {
        var order = MediaOrder.of(env.getArgument("orderBy"));
        var list = kind + Integer.toHexString(order.hashCode());
        var page = PageRequest.of(env, list, order.values());
        var items = media.findPage(kind, page.backwards() ? order.reversed() : order, page.from(), page.limit());
        return Connection.of(items, page, item -> Cursor.of(list, order.values(item)),
                count -> kind.map(media::countByKind).orElseGet(media::countAll));
    }
}
