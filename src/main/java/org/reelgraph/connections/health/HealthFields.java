package org.reelgraph.connections.health;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** How servers do, as a field of theirs. */
@Singleton
public class HealthFields implements SchemaContributor {

    private final Loader<Long, ServerHealth> healthByServer;

    HealthFields(ServerHealthRepository repository) {
        healthByServer = new Loader<>("HealthByServer", ids -> repository.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(ServerHealth::serverId, health -> health)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(healthByServer));
        schema.type("ServerHealth", ServerHealth.class);
    }

    /** {@return how a server does} */
    public CompletableFuture<ServerHealth> of(DataFetchingEnvironment env, long serverId) {
        return healthByServer.load(env, serverId)
                .thenApply(known -> Optional.ofNullable(known).orElseGet(() -> ServerHealth.good(serverId)));
    }
}
