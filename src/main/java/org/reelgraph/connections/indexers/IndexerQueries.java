package org.reelgraph.connections.indexers;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.connections.MaskedSecret;
import org.reelgraph.connections.health.HealthFields;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** Indexers, one and all. */
@Singleton
class IndexerQueries implements SchemaContributor {

    private static final String LIST = "indexers";

    private final IndexerRepository repository;
    private final IndexerSecrets secrets;
    private final HealthFields health;
    private final Loader<Long, Indexer> indexerById;

    IndexerQueries(IndexerRepository repository, IndexerSecrets secrets, HealthFields health) {
        this.repository = repository;
        this.secrets = secrets;
        this.health = health;
        indexerById = new Loader<>("IndexerById", ids -> repository.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(Indexer::id, indexer -> indexer)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(indexerById));
        schema.query().field(LIST, this::page).field("indexer",
                env -> schema.nodeOf(Indexer.PREFIX).find(env, Required.argument(env, "id")));
        schema.connection("Indexer");
        schema.node(new NodeType<>("Indexer", Indexer.PREFIX, Indexer.class, Indexer::id, indexerById::load))
                .property("serverKind", Indexer::kind)
                .property("protocol", (Indexer each) -> Protocol.ofKind(each.kind()).orElse(null))
                .property("maskedApiKey",
                        (Indexer each) -> secrets.find(each).map(MaskedSecret::of).orElse(null))
                .field("health", env -> health.of(env, Required.<Indexer>source(env).id()));
    }

    private Connection<Indexer> page(DataFetchingEnvironment env) {
        var filter = IndexerFilter.of(env.getArgument("filter"));
        var order = IndexerFilter.ORDER.order(env.getArgument("orderBy"));
        return Connection.inOrder(env, ListName.of(LIST, filter, order), order,
                (way, from, most) -> repository.findPage(filter, way, from, most), count -> repository.count(filter));
    }
}
