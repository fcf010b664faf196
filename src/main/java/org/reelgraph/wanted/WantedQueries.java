package org.reelgraph.wanted;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

import static java.util.stream.Collectors.toMap;

/** Wanted items, one and all. */
@Singleton
class WantedQueries implements SchemaContributor {

    private static final String LIST = "wantedItems";

    private final WantedReader reader;
    private final SortKeys keys;
    private final Loader<Long, WantedItem> wantedById;
    private final Loader<WantedItem, WantedMediaReader.Found> mediaByWanted;

    WantedQueries(WantedReader reader, WantedMediaReader media, SortKeys keys) {
        this.reader = reader;
        this.keys = keys;
        wantedById = new Loader<>("WantedItemById",
                ids -> reader.findByIds(ids).stream().collect(toMap(WantedItem::id, item -> item)));
        mediaByWanted = new Loader<>("MediaByWantedItem", media::find);
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(wantedById, mediaByWanted));
        schema.query().field(LIST, this::page)
                .field("wantedItem", env -> schema.nodeOf(WantedItem.PREFIX).find(env, Required.argument(env, "id")));
        schema.connection("WantedItem");
        schema.node(new NodeType<>("WantedItem", WantedItem.PREFIX, WantedItem.class, WantedItem::id,
                wantedById::load)).field("media", env -> media(env, schema));
        schema.type("WantedSearch", WantedSearch.class);
    }

    private Connection<WantedItem> page(DataFetchingEnvironment env) {
        var filter = WantedFilter.of(env.getArgument("filter"), keys);
        var order = WantedOrder.FIELDS.order(env.getArgument("orderBy"));
        return Connection.inOrder(env, ListName.of(LIST, keys, order, env.getArgument("filter")), order,
                (way, from, most) -> reader.findPage(filter, way, from, most), count -> reader.count(filter));
    }

    private CompletableFuture<@Nullable Object> media(DataFetchingEnvironment env, SchemaAssembly schema) {
        return mediaByWanted.load(env, Required.source(env)).thenCompose(found -> found == null
                ? CompletableFuture.<@Nullable Object>completedFuture(null)
                : schema.nodeOf(found.kind().prefix()).find().apply(env, found.id())
                        .<@Nullable Object>thenApply(item -> item));
    }
}
