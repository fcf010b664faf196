package org.reelgraph.catalog.media;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.reelgraph.catalog.CatalogLoaders;
import org.reelgraph.catalog.CatalogLoaders.CreditKey;
import org.reelgraph.catalog.EpisodeCard;
import org.reelgraph.catalog.PersonCredit;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

import static org.reelgraph.catalog.CatalogLoaders.CREDIT_IN_BRIEF;

/** The type Episode. */
@Singleton
class EpisodeFields implements SchemaContributor {

    private final CatalogLoaders loaders;

    EpisodeFields(CatalogLoaders loaders) {
        this.loaders = loaders;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.node(new NodeType<>("Episode", "episode", EpisodeCard.class, EpisodeCard::id, loaders.episodeById::load))
                .property("title", EpisodeCard::displayTitle)
                .field("metadata", env -> loaders.metadataByEpisode.load(env, episode(env).id()))
                .field("images", env -> loaders.images(env, episode(env).id()))
                .field("season", env -> loaders.seasonById.load(env, episode(env).seasonId()))
                .field("series", env -> loaders.mediaById.load(env, episode(env).seriesId()))
                .field("cast", this::cast)
                .field("crew", env -> loaders.crewByOwner.load(env,
                        new CreditKey(episode(env).id(), Integer.MAX_VALUE, false)));
    }

    private CompletableFuture<List<PersonCredit>> cast(DataFetchingEnvironment env) {
        var first = MediaFields.first(env);
        var brief = CREDIT_IN_BRIEF.covers(env);
        var own = loaders.castByOwner.load(env, new CreditKey(episode(env).id(), first, brief));
        // An explicit null is neither yes nor no; it means the default.
        if (Boolean.FALSE.equals(env.getArgument("inherit"))) {
            return own;
        }
        return own.thenCompose(credits -> credits.isEmpty()
                ? loaders.castByOwner.load(env, new CreditKey(episode(env).seriesId(), first, brief))
                : CompletableFuture.completedFuture(credits));
    }

    private static EpisodeCard episode(DataFetchingEnvironment env) {
        return Required.source(env);
    }
}
