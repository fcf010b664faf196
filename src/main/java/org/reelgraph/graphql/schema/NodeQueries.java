package org.reelgraph.graphql.schema;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.paging.Connection;

/**
 * The fields {@code node} and {@code nodes}, which return any object by its global id, and the types that all features
 * share.
 */
@Singleton
class NodeQueries implements SchemaContributor {

    private static final int MAX_IDS = 100;

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("node", env -> find(schema, env, Required.argument(env, "id")))
                .field("nodes", env -> findAll(schema, env, Required.argument(env, "ids")));
        schema.type("PageInfo", Connection.PageInfo.class);
        schema.type("UserError", UserError.class).property("code", (UserError error) -> error.code().name());
    }

    private static CompletableFuture<List<Object>> findAll(SchemaAssembly schema, DataFetchingEnvironment env,
            List<String> ids) {
        if (ids.size() > MAX_IDS) {
            throw RequestException.badInput("The argument 'ids' accepts at most " + MAX_IDS + " ids, not "
                    + ids.size() + ".");
        }
        return NodeType.allOf(ids.stream().map(id -> find(schema, env, id)).toList());
    }

    private static CompletableFuture<?> find(SchemaAssembly schema, DataFetchingEnvironment env, String id) {
        var node = schema.nodes().get(GlobalId.parse(id).prefix());
        if (node == null) {
            throw RequestException.badInput("'" + id + "' is not an id.");
        }
        schema.checkRights(env, node);
        return node.find(env, id);
    }
}
