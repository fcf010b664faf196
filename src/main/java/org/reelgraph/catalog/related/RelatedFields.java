package org.reelgraph.catalog.related;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.reelgraph.catalog.MediaCard;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.related.Relations.Key;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The fields about related media. */
@Singleton
class RelatedFields implements SchemaContributor {

    private final Loader<Key, List<RelatedMedia>> relatedByMedia;

    RelatedFields(Relations relations) {
        relatedByMedia = Loader.ofLists("RelatedByMedia", relations::find);
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(relatedByMedia));
        for (var kind : MediaKind.values()) {
            schema.type(kind.typeName(), MediaCard.class).field("related", this::related);
        }
        schema.type("RelatedMedia", RelatedMedia.class).field("media", env -> media(env, schema));
        schema.type("RelatedReason", RelatedReason.class).field("person", env -> person(env, schema));
    }

    private CompletableFuture<List<RelatedMedia>> related(DataFetchingEnvironment env) {
        return relatedByMedia.load(env,
                new Key(Required.<MediaCard>source(env).id(), MediaKind.argument(env), PageRequest.first(env)));
    }

    private static CompletableFuture<?> media(DataFetchingEnvironment env, SchemaAssembly schema) {
        var related = Required.<RelatedMedia>source(env);
        return schema.nodeOf(related.kind().prefix()).find().apply(env, related.mediaId());
    }

    private static CompletableFuture<?> person(DataFetchingEnvironment env, SchemaAssembly schema) {
        var personId = Required.<RelatedReason>source(env).personId();
        return personId == null
                ? CompletableFuture.completedFuture(null)
                : schema.nodeOf("person").find().apply(env, personId);
    }
}
