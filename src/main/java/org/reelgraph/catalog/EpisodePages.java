package org.reelgraph.catalog;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.reelgraph.graphql.Connection;
import org.reelgraph.graphql.Cursor;
import org.reelgraph.graphql.Loader;
import org.reelgraph.graphql.PageRequest;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

/** All episodes of series as pages, specials last: for all series of a level in one statement. */
@Singleton
class EpisodePages implements SchemaPart {

    private static final String LIST = "episodes";
    private static final int VALUES = 2;

    private record PageKey(long seriesId, PageRequest page) {
    }

    private final CatalogLoaders catalog;
    private final Loader<PageKey, List<Episode>> pages;

    EpisodePages(EpisodeRepository episodes, CatalogLoaders catalog) {
        this.catalog = catalog;
        pages = Loader.ofLists("EpisodePageBySeries", keys -> read(episodes, keys));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(pages));
        schema.connection("Episode");
        schema.type("Series", MediaItem.class).field("episodes", this::page);
    }

    private CompletableFuture<Connection<Episode>> page(DataFetchingEnvironment env) {
        var seriesId = env.<MediaItem>getSource().id();
        var list = LIST + seriesId;
        var page = PageRequest.of(env, list, VALUES);
        return pages.load(env, new PageKey(seriesId, page)).thenApply(episodes -> Connection.of(episodes, page,
                episode -> Cursor.of(list, episode.seasonNumber(), episode.number()),
                count -> catalog.totalsBySeries.load(count, seriesId).thenApply(EpisodeRepository.Totals::episodes)));
    }

    // One statement for each different page asked for: as many as the document has such fields, not as there are series.
    private static Map<PageKey, List<Episode>> read(EpisodeRepository episodes, Set<PageKey> keys) {
        var found = new HashMap<PageKey, List<Episode>>();
        keys.stream().collect(groupingBy(PageKey::page, mapping(PageKey::seriesId, toSet())))
                .forEach((page, series) -> episodes.findPages(series, page).stream()
                        .collect(groupingBy(Episode::seriesId))
                        .forEach((id, rows) -> found.put(new PageKey(id, page), rows)));
        return found;
    }
}
