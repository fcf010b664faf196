package org.reelgraph.accounts.users;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.Session;
import org.reelgraph.accounts.SessionRepository;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.UserFilter;
import org.reelgraph.accounts.UserOrder;
import org.reelgraph.accounts.UserRepository;
import org.reelgraph.accounts.keys.ApiKey;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** Who is signed in, and users and sessions by id: one's own, and all for an admin. */
@Singleton
class AccountQueries implements SchemaContributor {

    private static final String USERS = "users";
    private static final int MAX_SESSIONS = 100;

    private final UserRepository users;
    private final SessionRepository sessions;
    private final Clock clock;
    private final Loader<Long, User> userById;
    private final Loader<Long, Session> sessionById;

    AccountQueries(UserRepository users, SessionRepository sessions, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.clock = clock;
        userById = new Loader<>("UserById", ids -> users.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(User::id, user -> user)));
        sessionById = new Loader<>("SessionById", ids -> sessions.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(Session::id, session -> session)));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(userById, sessionById));
        schema.query().field(USERS, this::users);
        schema.connection("User");
        schema.query().field("viewer", env -> Caller.of(env).viewer().orElse(null));
        schema.type("Viewer", Viewer.class)
                .field("user", env -> userById.load(env, Required.<Viewer>source(env).userId()).thenApply(
                        user -> Optional.ofNullable(user).orElseThrow(() -> new RequestException(
                                ErrorCode.UNAUTHENTICATED, "The user has been removed."))))
                .field("sessions", this::openSessions)
                .field("apiKey", env -> key(schema, env));
        schema.node(new NodeType<>("User", User.PREFIX, User.class, User::id,
                (env, id) -> userById.load(env, id).thenApply(user -> own(env, user, user == null ? 0 : user.id()))));
        schema.node(new NodeType<>("Session", Session.PREFIX, Session.class, Session::id,
                (env, id) -> sessionById.load(env, id)
                        .thenApply(session -> own(env, session, session == null ? 0 : session.userId()))))
                .field("current", AccountQueries::isCurrent)
                .property("lastActiveAt", Session::lastUsedAt)
                .property("refreshExpiresAt", Session::expiresAt);
    }

    private static @Nullable Object key(SchemaAssembly schema, DataFetchingEnvironment env) {
        Viewer viewer = Required.source(env);
        return viewer.isKey() ? schema.nodeOf(ApiKey.PREFIX).find().apply(env, viewer.credential().id()) : null;
    }

    // What belongs to others looks as if it didn't exist.
    private static <T> @Nullable T own(DataFetchingEnvironment env, @Nullable T found, long owner) {
        return Caller.of(env).mayManage(owner) ? found : null;
    }

    private Connection<User> users(DataFetchingEnvironment env) {
        var filter = UserFilter.of(env.getArgument("filter"));
        var order = UserOrder.FIELDS.order(env.getArgument("orderBy"));
        return Connection.inOrder(env, ListName.of(USERS, filter, order), order,
                (way, from, most) -> users.findPage(filter, way, from, most), count -> users.count(filter));
    }

    private List<Session> openSessions(DataFetchingEnvironment env) {
        return sessions.findOpen(Required.<Viewer>source(env).userId(), clock.millis(), MAX_SESSIONS);
    }

    private static boolean isCurrent(DataFetchingEnvironment env) {
        var id = Required.<Session>source(env).id();
        return Caller.of(env).viewer().filter(viewer -> viewer.isSession(id)).isPresent();
    }
}
