package org.reelgraph.catalog;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import org.reelgraph.graphql.NodeType;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;

/** The type Season. */
@Singleton
class SeasonFields implements SchemaPart {

    private final CatalogLoaders loaders;

    SeasonFields(CatalogLoaders loaders) {
        this.loaders = loaders;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.node(new NodeType<>("Season", "season", Season.class, Season::id, loaders.seasonById::load))
                .field("metadata", env -> MediaFields.json(season(env).metadata()))
                .field("images", env -> loaders.imagesByOwner.load(env, season(env).id()))
                .field("episodes", env -> loaders.episodesBySeason.load(env, season(env).id()))
                .field("episodeCount", env -> loaders.totalsBySeason.load(env, season(env).id())
                        .thenApply(EpisodeRepository.Totals::episodes))
                .field("series", env -> loaders.mediaById.load(env, season(env).seriesId()));
    }

    private static Season season(DataFetchingEnvironment env) {
        return env.getSource();
    }
}
