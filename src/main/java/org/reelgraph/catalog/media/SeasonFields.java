package org.reelgraph.catalog.media;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import org.reelgraph.catalog.CatalogLoaders;
import org.reelgraph.catalog.CatalogLoaders.SeasonKey;
import org.reelgraph.catalog.SeasonCard;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

import static org.reelgraph.catalog.CatalogLoaders.EPISODE_IN_BRIEF;

/** The type Season. */
@Singleton
class SeasonFields implements SchemaContributor {

    private final CatalogLoaders loaders;

    SeasonFields(CatalogLoaders loaders) {
        this.loaders = loaders;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.node(new NodeType<>("Season", "season", SeasonCard.class, SeasonCard::id, loaders.seasonById::load))
                .field("metadata", env -> loaders.metadataBySeason.load(env, season(env).id()))
                .property("title", SeasonCard::displayTitle)
                .field("images", env -> loaders.images(env, season(env).id()))
                .field("episodes",
                        env -> loaders.episodesBySeason.load(env, keyOf(season(env), EPISODE_IN_BRIEF.covers(env))))
                .field("episodeCount", env -> loaders.episodeCountBySeason.load(env, season(env).id()))
                .field("series", env -> loaders.mediaById.load(env, season(env).seriesId()));
    }

    private static SeasonKey keyOf(SeasonCard season, boolean brief) {
        return new SeasonKey(season.id(), season.seriesId(), season.number(), brief);
    }

    private static SeasonCard season(DataFetchingEnvironment env) {
        return Required.source(env);
    }
}
