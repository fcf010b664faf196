package org.reelgraph.audit;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.AuditEntry.Refusal;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** The audit trail, for admins. */
@Singleton
class AuditQueries implements SchemaContributor {

    private static final String LIST = "auditLog";

    private final AuditRepository entries;
    private final Loader<Long, AuditEntry> entryById;

    AuditQueries(AuditRepository entries) {
        this.entries = entries;
        entryById = new Loader<>("AuditEntryById", ids -> entries.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(AuditEntry::id, entry -> entry)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(entryById));
        schema.query().field(LIST, env -> page(schema, env));
        schema.connection("AuditEntry");
        schema.node(new NodeType<>("AuditEntry", "audit", AuditEntry.class, AuditEntry::id, entryById::load))
                .field("user", env -> found(schema, "user", env, Required.<AuditEntry>source(env).userId()))
                .field("apiKey", env -> found(schema, "apikey", env, Required.<AuditEntry>source(env).apiKeyId()))
                .property("firstRequestId", AuditEntry::requestId)
                .property("userId", (AuditEntry entry) -> globalId("user", entry.userId()))
                .property("apiKeyId", (AuditEntry entry) -> globalId("apikey", entry.apiKeyId()));
        schema.type("AuditRefusal", Refusal.class);
    }

    private Connection<AuditEntry> page(SchemaAssembly schema, DataFetchingEnvironment env) {
        var filter = AuditFilter.of(env.getArgument("filter"), schema);
        return Connection.newestFirst(env, LIST, (before, most) -> entries.findPage(filter, before, most),
                AuditEntry::id, count -> entries.count(filter));
    }

    private static @Nullable Object found(SchemaAssembly schema, String type, DataFetchingEnvironment env,
            @Nullable Long id) {
        return id == null ? null : schema.nodeOf(type).find().apply(env, id);
    }

    private static @Nullable String globalId(String prefix, @Nullable Long id) {
        return id == null ? null : GlobalId.of(prefix, id);
    }
}
