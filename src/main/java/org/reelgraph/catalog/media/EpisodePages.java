package org.reelgraph.catalog.media;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.reelgraph.catalog.CatalogLoaders;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.EpisodeReader;
import org.reelgraph.catalog.MediaCard;
import org.reelgraph.catalog.SeriesTotals;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Loader.PageKey;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** Pages of all episodes of series, specials last. One statement reads the pages of all series at the same level. */
@Singleton
class EpisodePages implements SchemaContributor {

    private static final String LIST = "allEpisodes";
    private static final int VALUES = 3;

    private final CatalogLoaders catalog;
    private final Loader<PageKey<PageRequest>, List<Episode>> pages;

    EpisodePages(EpisodeReader episodes, CatalogLoaders catalog) {
        this.catalog = catalog;
        pages = Loader.ofPages("EpisodePageBySeries", episodes::findPages, Episode::seriesId);
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(pages));
        schema.connection("Episode");
        schema.type("Series", MediaCard.class).field(LIST, this::page);
    }

    private CompletableFuture<Connection<Episode>> page(DataFetchingEnvironment env) {
        var seriesId = Required.<MediaCard>source(env).id();
        var list = ListName.of(LIST + seriesId);
        var page = PageRequest.of(env, list, VALUES);
        return pages.load(env, new PageKey<>(seriesId, page)).thenApply(episodes -> Connection.of(episodes, page,
                episode -> Cursor.of(list, episode.seasonNumber(), episode.position(), episode.tie()),
                count -> catalog.totalsBySeries.load(count, seriesId).thenApply(SeriesTotals::episodes)));
    }
}
