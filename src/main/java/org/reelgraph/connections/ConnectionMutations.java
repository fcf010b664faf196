package org.reelgraph.connections;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.connections.servers.ServerState;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.ArgumentValue;
import org.reelgraph.graphql.schema.ExplicitNulls;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.InputBinding;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.NameInput;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutations of connections and their sections. */
@Singleton
class ConnectionMutations implements SchemaContributor {

    /** The input of {@code createConnection}. */
    @Introspected
    record CreateConnectionInput(String name, String kind, String url, String secret, Optional<String> source) {
    }

    /** The input of {@code updateConnection}: what is omitted stays. */
    @Introspected
    record UpdateConnectionInput(String id, ArgumentValue<String> name, ArgumentValue<String> url,
            ArgumentValue<String> secret, ArgumentValue<String> serverIdentifier) {
    }

    /** The input of {@code testConnection}: one of both. */
    @Introspected
    record TestConnectionInput(Optional<String> id, Optional<Map<String, Object>> unsaved) {
    }

    /** A connection that isn't saved yet. */
    @Introspected
    record UnsavedConnectionInput(String kind, String url, Optional<String> userName, Optional<String> secret) {
    }

    /** The input of {@code updateLibrarySection}. */
    @Introspected
    record UpdateLibrarySectionInput(String id, boolean enabled) {
    }

    /** The new connection, or why there is none. */
    public record CreateConnectionPayload(@Nullable ConnectedServer connection, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** The changed connection, or why it wasn't changed. */
    public record UpdateConnectionPayload(@Nullable ConnectedServer connection, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** The id of the deleted connection, or why none was deleted. */
    public record DeleteConnectionPayload(@Nullable String deletedId, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** What the server answered. */
    public record TestConnectionPayload(@Nullable ConnectedServer connection, @Nullable Object server,
            boolean succeeded, List<String> warnings, @Nullable String version, @Nullable String serverName,
            @Nullable String problem, @Nullable String message,
            List<UserError> userErrors) implements MutationPayload {

        static TestConnectionPayload of(ConnectionTests.Outcome outcome) {
            return new TestConnectionPayload(outcome.connection().orElse(null), outcome.server().orElse(null),
                    outcome.state().isPresent(), outcome.state().map(ServerState::warnings).orElse(List.of()),
                    outcome.state().map(ServerState::version).filter(version -> !version.isEmpty()).orElse(null),
                    outcome.state().flatMap(ServerState::name).orElse(null),
                    outcome.failure().map(ConnectionTests.Failure::problem).orElse(null),
                    outcome.failure().map(ConnectionTests.Failure::message).orElse(null), outcome.errors());
        }
    }

    /** The changed section, or why it wasn't changed. */
    public record UpdateLibrarySectionPayload(@Nullable LibrarySection section, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    private static final InputBinding<UnsavedConnectionInput> UNSAVED = InputBinding.to(UnsavedConnectionInput.class);

    private final Connections connections;
    private final ConnectionTests tests;
    private final ConnectionCheck check;
    private final LibrarySections sections;

    ConnectionMutations(Connections connections, ConnectionTests tests, ConnectionCheck check,
            LibrarySections sections) {
        this.connections = connections;
        this.tests = tests;
        this.check = check;
        this.sections = sections;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("createConnection", CreateConnectionInput.class, this::create)
                .field("updateConnection", UpdateConnectionInput.class,
                        (input, env) -> update(input, idOf(schema, input.id()), env))
                .field("deleteConnection", IdInput.class, (input, env) -> delete(idOf(schema, input.id()), env))
                .field("testConnection", TestConnectionInput.class,
                        (input, env) -> test(schema, input, env).thenApply(TestConnectionPayload::of))
                .field("updateLibrarySection", UpdateLibrarySectionInput.class,
                        (input, env) -> enable(schema.nodeOf(LibrarySection.PREFIX).idOf(input.id()), input, env));
        schema.type("CreateConnectionPayload", CreateConnectionPayload.class);
        schema.type("UpdateConnectionPayload", UpdateConnectionPayload.class);
        schema.type("DeleteConnectionPayload", DeleteConnectionPayload.class);
        schema.type("TestConnectionPayload", TestConnectionPayload.class);
        schema.type("UpdateLibrarySectionPayload", UpdateLibrarySectionPayload.class);
    }

    private static long idOf(SchemaAssembly schema, String globalId) {
        return schema.nodeOf(ConnectedServer.PREFIX).idOf(globalId);
    }

    private static Actor actor(DataFetchingEnvironment env) {
        return Actor.of(Caller.of(env));
    }

    private CreateConnectionPayload create(CreateConnectionInput input, DataFetchingEnvironment env) {
        var created = connections.create(actor(env), new ConnectionDraft(NameInput.normalized(input.name()),
                input.kind(), ServerUrl.normalized(input.url()), Optional.of(input.secret().strip()),
                Optional.empty()),
                input.source().map(String::strip));
        return new CreateConnectionPayload(created.connection().orElse(null), created.errors());
    }

    private UpdateConnectionPayload update(UpdateConnectionInput input, long id, DataFetchingEnvironment env) {
        var nulls = ExplicitNulls.errors(Map.of("name", input.name(), "url", input.url(), "secret", input.secret(),
                "serverIdentifier", input.serverIdentifier()));
        if (!nulls.isEmpty()) {
            return new UpdateConnectionPayload(null, nulls);
        }
        var changed = connections.update(actor(env), id, draft -> new ConnectionDraft(
                input.name().map(NameInput::normalized).orElse(draft.name()), draft.kind(),
                input.url().map(ServerUrl::normalized).orElse(draft.url()), input.secret().map(String::strip),
                input.serverIdentifier().map(String::strip)));
        return new UpdateConnectionPayload(changed.connection().orElse(null), changed.errors());
    }

    private DeleteConnectionPayload delete(long id, DataFetchingEnvironment env) {
        return connections.delete(actor(env), id)
                .map(deleted -> new DeleteConnectionPayload(deleted.globalId(), List.of()))
                .orElseGet(() -> new DeleteConnectionPayload(null, List.of(Connections.unknown())));
    }

    private CompletableFuture<ConnectionTests.Outcome> test(SchemaAssembly schema, TestConnectionInput input,
            DataFetchingEnvironment env) {
        if (input.id().isPresent()) {
            return test(schema, input.id().get(), env);
        }
        var unsaved = UNSAVED.bind(input.unsaved().orElseThrow());
        var userName = unsaved.userName().filter(name -> !name.isBlank());
        // A password may begin with a space.
        var secret = userName.isPresent() ? unsaved.secret() : unsaved.secret().map(String::strip);
        var draft = new ConnectionDraft("", unsaved.kind(), ServerUrl.normalized(unsaved.url()), userName,
                secret, Optional.empty());
        var errors = check.checkUnsaved(draft);
        return errors.isEmpty()
                ? tests.test(actor(env), draft)
                : CompletableFuture.completedFuture(ConnectionTests.Outcome.refused(errors));
    }

    private CompletableFuture<ConnectionTests.Outcome> test(SchemaAssembly schema, String globalId,
            DataFetchingEnvironment env) {
        return GlobalId.find(globalId).flatMap(id -> tests.test(actor(env), id.prefix(), id.id()))
                .orElseGet(() -> tests.test(actor(env), idOf(schema, globalId)));
    }

    private UpdateLibrarySectionPayload enable(long id, UpdateLibrarySectionInput input,
            DataFetchingEnvironment env) {
        var changed = sections.enable(actor(env), id, input.id(), input.enabled());
        return new UpdateLibrarySectionPayload(changed.section().orElse(null), changed.errors());
    }
}
