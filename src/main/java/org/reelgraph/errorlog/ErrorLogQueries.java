package org.reelgraph.errorlog;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** The error log, for admins. */
@Singleton
class ErrorLogQueries implements SchemaContributor {

    private static final String LIST = "errorLog";

    private final ErrorLogRepository errors;
    private final Loader<Long, LoggedError> errorById;

    ErrorLogQueries(ErrorLogRepository errors) {
        this.errors = errors;
        errorById = new Loader<>("LoggedErrorById", ids -> errors.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(LoggedError::id, error -> error)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(errorById));
        schema.query().field(LIST, this::page);
        schema.connection("LoggedError");
        schema.node(new NodeType<>("LoggedError", "error", LoggedError.class, LoggedError::id, errorById::load))
                .field("user", env -> user(schema, env));
    }

    private Connection<LoggedError> page(DataFetchingEnvironment env) {
        var requestId = Optional.<String>ofNullable(env.getArgument("requestId"));
        return Connection.newestFirst(env, LIST, (before, most) -> errors.findPage(requestId, before, most),
                LoggedError::id, count -> errors.count(requestId));
    }

    private static @Nullable Object user(SchemaAssembly schema, DataFetchingEnvironment env) {
        LoggedError error = Required.source(env);
        return error.userId() == null ? null : schema.nodeOf("user").find().apply(env, error.userId());
    }
}
