package org.reelgraph.accounts.keys;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.NameInput;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutations createApiKey and revokeApiKey. */
@Singleton
class ApiKeyMutations implements SchemaContributor {

    /**
     * The input of {@code createApiKey}.
     *
     * @param expiresAt when the key ends; empty for never
     */
    @Introspected
    record CreateApiKeyInput(String name, Role role, Optional<Instant> expiresAt) {
    }

    /** The new key and its text, or why there is none. */
    public record CreateApiKeyPayload(@Nullable ApiKey apiKey, @Nullable String key, List<UserError> userErrors)
            implements
                MutationPayload {
        static CreateApiKeyPayload refused(UserError error) {
            return new CreateApiKeyPayload(null, null, List.of(error));
        }
    }

    /** The key that was revoked, or why none was. */
    public record RevokeApiKeyPayload(@Nullable ApiKey apiKey, List<UserError> userErrors) implements MutationPayload {
    }

    private final ApiKeys keys;
    private final Clock clock;

    ApiKeyMutations(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("createApiKey", CreateApiKeyInput.class, this::create)
                .field("revokeApiKey", IdInput.class,
                        (input, env) -> revoke(env, schema.nodeOf(ApiKey.PREFIX), input.id()));
        schema.type("CreateApiKeyPayload", CreateApiKeyPayload.class);
        schema.type("RevokeApiKeyPayload", RevokeApiKeyPayload.class);
    }

    private CreateApiKeyPayload create(CreateApiKeyInput input, DataFetchingEnvironment env) {
        var caller = Caller.of(env);
        var viewer = caller.withSession();
        var name = NameInput.normalized(input.name());
        var misnamed = NameInput.error(name, "A key", List.of("input", "name"));
        if (misnamed.isPresent()) {
            return CreateApiKeyPayload.refused(misnamed.get());
        }
        if (!viewer.role().covers(input.role())) {
            return CreateApiKeyPayload.refused(UserError.of(UserErrorCode.OUT_OF_RANGE).at("input", "role")
                    .saying("A key can't do more than its owner, who is " + viewer.role() + "."));
        }
        if (input.expiresAt().filter(end -> !end.isAfter(clock.instant())).isPresent()) {
            return CreateApiKeyPayload.refused(UserError.of(UserErrorCode.OUT_OF_RANGE).at("input", "expiresAt")
                    .saying("This time is in the past."));
        }
        return keys.create(Actor.of(caller), viewer.userId(), name, input.role(), input.expiresAt().orElse(null))
                .map(created -> new CreateApiKeyPayload(created.key(), created.text().text(), List.of()))
                .orElseGet(() -> CreateApiKeyPayload.refused(UserError.of(UserErrorCode.TOO_MANY).at("input")
                        .saying("A user can have at most " + ApiKeys.MAX
                                + " keys. Revoke one that is no longer needed.")));
    }

    private RevokeApiKeyPayload revoke(DataFetchingEnvironment env, NodeType<?> type, String globalId) {
        var caller = Caller.of(env);
        return keys.revoke(Actor.of(caller), type.idOf(globalId), key -> mayEnd(caller, key))
                .map(ended -> new RevokeApiKeyPayload(ended, List.of()))
                .orElseGet(() -> new RevokeApiKeyPayload(null, List.of(UserError.of(UserErrorCode.NOT_FOUND)
                        .at("input", "id").saying("There is no active key with this id."))));
    }

    // A stolen key must not revoke the other keys of its owner.
    private static boolean mayEnd(Caller caller, ApiKey key) {
        var isOther = caller.viewer().filter(viewer -> viewer.isKey() && viewer.credential().id() != key.id())
                .isPresent();
        return caller.mayManage(key.userId()) && (!isOther || caller.is(Role.ADMIN));
    }
}
