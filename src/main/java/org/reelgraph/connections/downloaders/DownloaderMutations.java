package org.reelgraph.connections.downloaders;

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

/** The mutations of downloaders. */
@Singleton
class DownloaderMutations implements SchemaContributor {

    /** The input of {@code createDownloader}. */
    @Introspected
    record CreateDownloaderInput(String name, String kind, boolean enabled, Optional<String> baseUrl,
            Optional<String> userName, Optional<String> password, Optional<String> apiKey, Optional<String> category,
            int timeoutMilliseconds) {
    }

    /** The input of {@code updateDownloader}: what is omitted stays. */
    @Introspected
    record UpdateDownloaderInput(String id, ArgumentValue<String> name, ArgumentValue<Boolean> enabled,
            ArgumentValue<String> baseUrl, ArgumentValue<String> userName, ArgumentValue<String> password,
            ArgumentValue<String> apiKey, ArgumentValue<String> category,
            ArgumentValue<Integer> timeoutMilliseconds) {
    }

    /** The new downloader, or why there is none. */
    public record CreateDownloaderPayload(@Nullable Downloader downloader, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** The changed downloader, or why it wasn't changed. */
    public record UpdateDownloaderPayload(@Nullable Downloader downloader, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** The id of the deleted downloader, or why none was deleted. */
    public record DeleteDownloaderPayload(@Nullable String deletedId, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    private final Downloaders downloaders;

    DownloaderMutations(Downloaders downloaders) {
        this.downloaders = downloaders;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("createDownloader", CreateDownloaderInput.class, this::create)
                .field("updateDownloader", UpdateDownloaderInput.class,
                        (input, env) -> update(input, idOf(schema, input.id()), env))
                .field("deleteDownloader", IdInput.class, (input, env) -> delete(idOf(schema, input.id()), env));
        schema.type("CreateDownloaderPayload", CreateDownloaderPayload.class);
        schema.type("UpdateDownloaderPayload", UpdateDownloaderPayload.class);
        schema.type("DeleteDownloaderPayload", DeleteDownloaderPayload.class);
    }

    private static long idOf(SchemaAssembly schema, String globalId) {
        return schema.nodeOf(Downloader.PREFIX).idOf(globalId);
    }

    private static Actor actor(DataFetchingEnvironment env) {
        return Actor.of(Caller.of(env));
    }

    private static List<UserError> ofInput(List<UserError> errors) {
        return UserError.allBelow("input", errors);
    }

    private CreateDownloaderPayload create(CreateDownloaderInput input, DataFetchingEnvironment env) {
        var created = downloaders.create(actor(env), new DownloaderDraft(NameInput.normalized(input.name()),
                input.kind(), input.enabled(), input.baseUrl().map(ServerUrl::normalized),
                input.userName().map(String::strip),
                Optional.of(new Credentials(input.password(), input.apiKey().map(String::strip))),
                input.category().map(String::strip), input.timeoutMilliseconds()));
        return new CreateDownloaderPayload(created.downloader().orElse(null), ofInput(created.errors()));
    }

    private UpdateDownloaderPayload update(UpdateDownloaderInput input, long id, DataFetchingEnvironment env) {
        var nulls = ExplicitNulls.errors(Map.of("name", input.name(), "enabled", input.enabled(),
                "timeoutMilliseconds", input.timeoutMilliseconds()));
        if (!nulls.isEmpty()) {
            return new UpdateDownloaderPayload(null, nulls);
        }
        var changed = downloaders.update(actor(env), id, (draft, known) -> new DownloaderDraft(
                input.name().map(NameInput::normalized).orElse(draft.name()), draft.kind(),
                input.enabled().value().orElse(draft.enabled()),
                input.baseUrl().or(draft.baseUrl()).map(ServerUrl::normalized),
                input.userName().or(draft.userName()).map(String::strip),
                input.password().given() || input.apiKey().given()
                        ? Optional.of(new Credentials(input.password().or(known.password()),
                                input.apiKey().or(known.apiKey()).map(String::strip)))
                        : Optional.empty(),
                input.category().or(draft.category()).map(String::strip),
                input.timeoutMilliseconds().value().orElse(draft.timeoutMillis())));
        return new UpdateDownloaderPayload(changed.downloader().orElse(null), ofInput(changed.errors()));
    }

    private DeleteDownloaderPayload delete(long id, DataFetchingEnvironment env) {
        return downloaders.delete(actor(env), id)
                .map(deleted -> new DeleteDownloaderPayload(deleted.globalId(), List.of()))
                .orElseGet(() -> new DeleteDownloaderPayload(null, ofInput(List.of(Downloaders.unknown()))));
    }
}
