package org.reelgraph.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * Who does something.
 *
 * @param userId    the user, also if one of their keys acts
 * @param apiKeyId  the key that acts
 * @param address   where the request comes from
 * @param requestId the request's id
 * @param viewer    who was let in by a session or key, with the role that they still need at the end
 */
@GeneratedBuilder
public record Actor(Kind kind, @Nullable Long userId, @Nullable Long apiKeyId, @Nullable String address,
        @Nullable String requestId, Optional<Viewer> viewer) {

    /** The kinds of actors. */
    public enum Kind {
        USER, API_KEY, ANONYMOUS, SYSTEM, COMMAND_LINE
    }

    /** The program itself. */
    public static final Actor SYSTEM = ActorBuilder.builder().kind(Kind.SYSTEM).build();

    /** Somebody with a shell on the server's machine. */
    public static final Actor COMMAND_LINE = ActorBuilder.builder().kind(Kind.COMMAND_LINE).build();

    /** {@return the sender of a request} */
    public static Actor of(Caller caller) {
        var viewer = caller.viewer();
        var key = viewer.filter(Viewer::isKey).map(by -> by.credential().id()).orElse(null);
        var kind = viewer.isEmpty() ? Kind.ANONYMOUS : key == null ? Kind.USER : Kind.API_KEY;
        return by(kind, caller).userId(viewer.map(Viewer::userId).orElse(null)).apiKeyId(key).viewer(viewer).build();
    }

    /** {@return a user whom the request itself identifies, as a sign-in does} */
    public static Actor of(Caller caller, long userId) {
        return by(Kind.USER, caller).userId(userId).build();
    }

    /** {@return the program itself, for something that a request revealed} */
    public static Actor systemFor(Caller caller) {
        return by(Kind.SYSTEM, caller).build();
    }

    /**
     * {@return the same actor, for something that requires this role}
     *
     * By default, they need the role that they had when the request came in.
     */
    public Actor needing(Role role) {
        return ActorBuilder.builder(this)
                .viewer(viewer.map(known -> new Viewer(known.userId(), known.credential(), role))).build();
    }

    /** {@return the same actor, for something that belongs to this user: anyone else has to be an admin} */
    public Actor needingFor(long owner) {
        return needing(userId != null && userId == owner ? Role.USER : Role.ADMIN);
    }

    /** {@return an unknown actor} */
    static Actor anybody() {
        return ActorBuilder.builder().kind(Kind.ANONYMOUS).build();
    }

    private static ActorBuilder by(Kind kind, Caller caller) {
        return ActorBuilder.builder().kind(kind).address(caller.address()).requestId(caller.requestId());
    }
}
