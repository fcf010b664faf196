package org.reelgraph.connections.indexers;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.connections.ServerUrl;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.ArgumentValue;
import org.reelgraph.graphql.schema.ExplicitNulls;
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.NameInput;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutations of indexers. */
@Singleton
class IndexerMutations implements SchemaContributor {

    /** The input of {@code createIndexer}. */
    @Introspected
    record CreateIndexerInput(String name, String kind, Optional<String> managedBy, boolean enabled,
            Optional<String> baseUrl, Optional<String> apiKey, int priority) {
    }

    /** The input of {@code updateIndexer}: what is omitted stays. */
    @Introspected
    record UpdateIndexerInput(String id, ArgumentValue<String> name, ArgumentValue<Boolean> enabled,
            ArgumentValue<String> baseUrl, ArgumentValue<String> apiKey, ArgumentValue<Integer> priority) {
    }

    /** The new indexer, or why there is none. */
    public record CreateIndexerPayload(@Nullable Indexer indexer, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** The changed indexer, or why it wasn't changed. */
    public record UpdateIndexerPayload(@Nullable Indexer indexer, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** The id of the deleted indexer, or why none was deleted. */
    public record DeleteIndexerPayload(@Nullable String deletedId, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    private final Indexers indexers;

    IndexerMutations(Indexers indexers) {
        this.indexers = indexers;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("createIndexer", CreateIndexerInput.class, this::create)
                .field("updateIndexer", UpdateIndexerInput.class,
                        (input, env) -> update(input, idOf(schema, input.id()), env))
                .field("deleteIndexer", IdInput.class, (input, env) -> delete(idOf(schema, input.id()), env));
        schema.type("CreateIndexerPayload", CreateIndexerPayload.class);
        schema.type("UpdateIndexerPayload", UpdateIndexerPayload.class);
        schema.type("DeleteIndexerPayload", DeleteIndexerPayload.class);
    }

    private static long idOf(SchemaAssembly schema, String globalId) {
        return schema.nodeOf(Indexer.PREFIX).idOf(globalId);
    }

    private static Actor actor(DataFetchingEnvironment env) {
        return Actor.of(Caller.of(env));
    }

    private static List<UserError> ofInput(List<UserError> errors) {
        return UserError.allBelow("input", errors);
    }

    private CreateIndexerPayload create(CreateIndexerInput input, DataFetchingEnvironment env) {
        var created = indexers.create(actor(env), new IndexerDraft(NameInput.normalized(input.name()), input.kind(),
                input.managedBy(), input.enabled(), input.baseUrl().map(ServerUrl::normalized),
                input.apiKey().map(String::strip), input.priority()));
        return new CreateIndexerPayload(created.indexer().orElse(null), ofInput(created.errors()));
    }

    private UpdateIndexerPayload update(UpdateIndexerInput input, long id, DataFetchingEnvironment env) {
        var nulls = ExplicitNulls.errors(Map.of("name", input.name(), "enabled", input.enabled(), "priority",
                input.priority()));
        if (!nulls.isEmpty()) {
            return new UpdateIndexerPayload(null, nulls);
        }
        var changed = indexers.update(actor(env), id, draft -> IndexerDraftBuilder.builder(draft)
                .name(input.name().map(NameInput::normalized).orElse(draft.name()))
                .enabled(input.enabled().value().orElse(draft.enabled()))
                .baseUrl(input.baseUrl().given() ? input.baseUrl().map(ServerUrl::normalized) : draft.baseUrl())
                .apiKey(input.apiKey().given() ? input.apiKey().map(String::strip) : draft.apiKey())
                .priority(input.priority().value().orElse(draft.priority())).build(), input.apiKey().given());
        return new UpdateIndexerPayload(changed.indexer().orElse(null), ofInput(changed.errors()));
    }

    private DeleteIndexerPayload delete(long id, DataFetchingEnvironment env) {
        return indexers.delete(actor(env), id)
                .map(deleted -> new DeleteIndexerPayload(deleted.globalId(), List.of()))
                .orElseGet(() -> new DeleteIndexerPayload(null, ofInput(List.of(Indexers.unknown()))));
    }
}
