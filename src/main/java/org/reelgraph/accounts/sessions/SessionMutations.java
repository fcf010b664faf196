package org.reelgraph.accounts.sessions;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.Session;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutations that end sessions. */
@Singleton
class SessionMutations implements SchemaContributor {

    /** How many sessions were ended. */
    public record LogoutPayload(int ended) {
    }

    /** The session that was ended, or why none was. */
    public record RevokeSessionPayload(@Nullable Session session,
            List<UserError> userErrors) implements MutationPayload {
    }

    private final Sessions sessions;

    SessionMutations(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("logout", this::logout).field("logoutEverywhere", this::logoutEverywhere)
                .field("revokeSession", IdInput.class,
                        (input, env) -> revoke(env, schema.nodeOf(Session.PREFIX), input.id()));
        schema.type("LogoutPayload", LogoutPayload.class);
        schema.type("RevokeSessionPayload", RevokeSessionPayload.class);
    }

    private static Viewer viewer(DataFetchingEnvironment env) {
        return Caller.of(env).withSession();
    }

    private LogoutPayload logout(DataFetchingEnvironment env) {
        return new LogoutPayload(sessions
                .end(Actor.of(Caller.of(env)), "logout", viewer(env).credential().id(), session -> true).isPresent()
                        ? 1
                        : 0);
    }

    private LogoutPayload logoutEverywhere(DataFetchingEnvironment env) {
        return new LogoutPayload(sessions.endAll(Actor.of(Caller.of(env)), "logoutEverywhere", viewer(env).userId()));
    }

    private RevokeSessionPayload revoke(DataFetchingEnvironment env, NodeType<?> type, String globalId) {
        var caller = Caller.of(env);
        caller.withSession();
        var id = type.idOf(globalId);
        return sessions.end(Actor.of(caller), "revokeSession", id, session -> caller.mayManage(session.userId()))
                .map(ended -> new RevokeSessionPayload(ended, List.of()))
                .orElseGet(() -> new RevokeSessionPayload(null, List.of(UserError.of(UserErrorCode.NOT_FOUND)
                        .at("input", "id").saying("There is no open session with this id."))));
    }
}
