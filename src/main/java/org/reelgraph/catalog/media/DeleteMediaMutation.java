package org.reelgraph.catalog.media;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.WriteTransactions;

/** The mutation deleteMedia, which removes a media item and everything that belongs to it. */
@Singleton
class DeleteMediaMutation implements SchemaContributor {

    /** The global id of the removed item, or the reason why nothing was removed. */
    public record DeleteMediaPayload(@Nullable String deletedId,
            List<UserError> userErrors) implements MutationPayload {
    }

    private final DeletionStore store;
    private final MediaDeletion deletion;
    private final WriteTransactions transactions;
    private final AuditTrail audit;

    DeleteMediaMutation(DeletionStore store, MediaDeletion deletion, WriteTransactions transactions,
            AuditTrail audit) {
        this.store = store;
        this.deletion = deletion;
        this.transactions = transactions;
        this.audit = audit;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("deleteMedia", IdInput.class, (input, env) -> delete(schema, input.id(), env));
        schema.type("DeleteMediaPayload", DeleteMediaPayload.class);
    }

    private DeleteMediaPayload delete(SchemaAssembly schema, String globalId, DataFetchingEnvironment env) {
        var id = CatalogQueries.mediaType(schema, globalId).idOf(globalId);
        return transactions.within(() -> store.findNamed(id).filter(item -> item.kind().globalId(id).equals(globalId))
                .map(item -> deleted(Actor.of(Caller.of(env)), item)).orElseGet(() -> new DeleteMediaPayload(null,
                        List.of(UserError.of(UserErrorCode.NOT_FOUND).at("input", "id")
                                .saying("There is no series, movie, album or book with this id.")))));
    }

    private DeleteMediaPayload deleted(Actor who, DeletionStore.Named item) {
        var globalId = item.kind().globalId(item.id());
        return audit.within(who.needing(Role.MODERATOR), "deleteMedia", globalId, item.title(), () -> {
            deletion.delete(List.of(item.id()));
            return new DeleteMediaPayload(globalId, List.of());
        });
    }
}
