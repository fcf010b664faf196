package org.reelgraph.connections.webhooks;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** The mutations of webhooks, and since when a connection has one. */
@Singleton
class WebhookFields implements SchemaContributor {

    /** The path of the new webhook, or why there is none. */
    public record CreateWebhookPayload(@Nullable ConnectedServer connection, @Nullable String path,
            List<UserError> userErrors) implements MutationPayload {
    }

    /** The connection whose webhook was deleted, or why none was. */
    public record DeleteWebhookPayload(@Nullable ConnectedServer connection, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    private final Webhooks webhooks;
    private final Loader<Long, Webhook> webhookByConnection;

    WebhookFields(Webhooks webhooks, WebhookRepository repository) {
        this.webhooks = webhooks;
        webhookByConnection = new Loader<>("WebhookByConnection",
                ids -> repository.findByConnections(JsonArray.ofIds(ids)).stream()
                        .collect(toMap(Webhook::connectionId, webhook -> webhook)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(webhookByConnection));
        schema.type("ConnectedServer", ConnectedServer.class).field("webhookCreatedAt", this::createdAt);
        schema.mutation()
                .field("createWebhook", IdInput.class,
                        (input, env) -> create(schema.nodeOf(ConnectedServer.PREFIX).idOf(input.id()), env))
                .field("deleteWebhook", IdInput.class,
                        (input, env) -> delete(schema.nodeOf(ConnectedServer.PREFIX).idOf(input.id()), env));
        schema.type("CreateWebhookPayload", CreateWebhookPayload.class);
        schema.type("DeleteWebhookPayload", DeleteWebhookPayload.class);
    }

    private CompletableFuture<@Nullable Instant> createdAt(DataFetchingEnvironment env) {
        return webhookByConnection.load(env, Required.<ConnectedServer>source(env).id())
                .thenApply(webhook -> webhook == null ? null : webhook.createdAt());
    }

    private CreateWebhookPayload create(long connection, DataFetchingEnvironment env) {
        var created = webhooks.create(Actor.of(Caller.of(env)), connection);
        return new CreateWebhookPayload(created.connection().orElse(null),
                created.token().map(token -> WebhookEndpoint.PATH + "/" + token).orElse(null), created.errors());
    }

    private DeleteWebhookPayload delete(long connection, DataFetchingEnvironment env) {
        return webhooks.delete(Actor.of(Caller.of(env)), connection)
                .map(deleted -> new DeleteWebhookPayload(deleted, List.of()))
                .orElseGet(() -> new DeleteWebhookPayload(null, List.of(UserError.of(UserErrorCode.NOT_FOUND)
                        .at("input", "id").saying("There is no connection with this id that has a webhook."))));
    }
}
