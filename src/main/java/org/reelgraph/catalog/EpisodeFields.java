package org.reelgraph.catalog;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.reelgraph.catalog.CatalogLoaders.CreditKey;
import org.reelgraph.graphql.NodeType;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;

/** The type Episode. */
@Singleton
class EpisodeFields implements SchemaPart {

    private final CatalogLoaders loaders;

    EpisodeFields(CatalogLoaders loaders) {
        this.loaders = loaders;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.node(new NodeType<>("Episode", "episode", Episode.class, Episode::id, loaders.episodeById::load))
                .field("metadata", env -> MediaFields.json(episode(env).metadata()))
                .field("images", env -> loaders.imagesByOwner.load(env, episode(env).id()))
                .field("season", env -> loaders.seasonById.load(env, episode(env).seasonId()))
                .field("series", env -> loaders.mediaById.load(env, episode(env).seriesId()))
                .field("cast", this::cast)
                .field("crew", env -> loaders.crewByOwner.load(env,
                        new CreditKey(episode(env).id(), Integer.MAX_VALUE)));
    }

    private CompletableFuture<List<PersonCredit>> cast(DataFetchingEnvironment env) {
        var first = MediaFields.first(env);
        var own = loaders.castByOwner.load(env, new CreditKey(episode(env).id(), first));
        // An explicit null is neither yes nor no; it counts as the default.
        if (Boolean.FALSE.equals(env.getArgument("inherit"))) {
            return own;
        }
        return own.thenCompose(credits -> credits.isEmpty()
                ? loaders.castByOwner.load(env, new CreditKey(episode(env).seriesId(), first))
                : CompletableFuture.completedFuture(credits));
    }

    private static Episode episode(DataFetchingEnvironment env) {
        return env.getSource();
    }
}
