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
 * @param userId    the user, also where a key of theirs acts
 * @param apiKeyId  the key that acts
 * @param address   where the request comes from
 * @param requestId the request's id
 * @param viewer    whom a session or key let in, as what they have to be in the end
 */
@GeneratedBuilder
public record Actor(Kind kind, @Nullable Long userId, @Nullable Long apiKeyId, @Nullable String address,
        @Nullable String requestId, Optional<Viewer> viewer) {

    /** The kinds of those who do something. */
    public enum Kind {
        USER, API_KEY, ANONYMOUS, SYSTEM, COMMAND_LINE
    }

    /** The program itself. */
    public static final Actor SYSTEM = ActorBuilder.builder().kind(Kind.SYSTEM).build();

    /** Whoever has a shell on the owner's machine. */
    public static final Actor COMMAND_LINE = ActorBuilder.builder().kind(Kind.COMMAND_LINE).build();

    /** {@return whoever sends a request} */
    public static Actor of(Caller caller) {
        var viewer = caller.viewer();
        var key = viewer.filter(Viewer::isKey).map(by -> by.credential().id()).orElse(null);
        var kind = viewer.isEmpty() ? Kind.ANONYMOUS : key == null ? Kind.USER : Kind.API_KEY;
        return by(kind, caller).userId(viewer.map(Viewer::userId).orElse(null)).apiKeyId(key).viewer(viewer).build();
    }

    /** {@return a user who showed by the request itself who they are} */
    public static Actor of(Caller caller, long userId) {
        return by(Kind.USER, caller).userId(userId).build();
    }

    /** {@return the program itself, for what a request gave it to see} */
    public static Actor systemFor(Caller caller) {
        return by(Kind.SYSTEM, caller).build();
    }

    /**
     * {@return the same actor, for something that takes this role}
     *
     * Otherwise they have to be in the end what they were when the request came.
     */
    public Actor needing(Role role) {
        return ActorBuilder.builder(this)
                .viewer(viewer.map(known -> new Viewer(known.userId(), known.credential(), role))).build();
    }

    /** {@return the same actor, for something of this user's: for others it takes an admin} */
    public Actor needingFor(long owner) {
        return needing(userId != null && userId == owner ? Role.USER : Role.ADMIN);
    }

    /** {@return somebody of whom nothing is known} */
    static Actor anybody() {
        return ActorBuilder.builder().kind(Kind.ANONYMOUS).build();
    }

    private static ActorBuilder by(Kind kind, Caller caller) {
        return ActorBuilder.builder().kind(kind).address(caller.address()).requestId(caller.requestId());
    }
}
