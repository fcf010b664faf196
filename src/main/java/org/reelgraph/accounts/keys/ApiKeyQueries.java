package org.reelgraph.accounts.keys;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** API keys by id and as a list: one's own, and all for an admin. */
@Singleton
class ApiKeyQueries implements SchemaContributor {

    private static final String LIST = "apiKeys";

    private final ApiKeyRepository keys;
    private final Clock clock;
    private final Loader<Long, ApiKey> keyById;

    ApiKeyQueries(ApiKeyRepository keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        keyById = new Loader<>("ApiKeyById", ids -> keys.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(ApiKey::id, key -> key)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(keyById));
        schema.query().field(LIST, env -> page(schema, env));
        schema.connection("ApiKey");
        schema.node(new NodeType<>("ApiKey", ApiKey.PREFIX, ApiKey.class, ApiKey::id, this::find))
                .field("owner", env -> schema.nodeOf("user").find().apply(env, Required.<ApiKey>source(env).userId()))
                .property("active", (ApiKey key) -> key.isOpen(clock.instant()));
    }

    // What belongs to others looks as if it didn't exist.
    private CompletableFuture<ApiKey> find(DataFetchingEnvironment env, long id) {
        return keyById.load(env, id)
                .thenApply(key -> key != null && Caller.of(env).mayManage(key.userId()) ? key : null);
    }

    private Connection<ApiKey> page(SchemaAssembly schema, DataFetchingEnvironment env) {
        var owner = owner(schema, env);
        return Connection.newestFirst(env, LIST, (before, most) -> keys.findPage(owner, before, most), ApiKey::id,
                count -> keys.count(owner));
    }

    private static Optional<Long> owner(SchemaAssembly schema, DataFetchingEnvironment env) {
        var caller = Caller.of(env);
        Map<String, Object> given = env.getArgument("filter");
        var filter = given == null ? Map.<String, Object>of() : given;
        var everyone = Boolean.TRUE.equals(filter.get("everyone"));
        var user = Optional.ofNullable((String) filter.get("user")).map(schema.nodeOf("user")::idOf);
        if (everyone ? !caller.is(Role.ADMIN) : user.filter(id -> !caller.mayManage(id)).isPresent()) {
            throw new RequestException(ErrorCode.FORBIDDEN, "Only an ADMIN can see the API keys of others.");
        }
        return everyone ? user : user.or(() -> caller.viewer().map(Viewer::userId));
    }
}
