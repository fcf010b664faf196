package org.reelgraph.audit;

import io.micronaut.core.annotation.Nullable;
import java.util.Optional;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;

/**
 * Who does something.
 *
 * @param userId    the user, also where a key of theirs acts
 * @param apiKeyId  the key that acts
 * @param address   where the request comes from
 * @param requestId the request's id
 * @param viewer    whom a session or key let in, as what they have to be in the end
 */
public record Actor(Kind kind, @Nullable Long userId, @Nullable Long apiKeyId, @Nullable String address,
        @Nullable String requestId, Optional<Viewer> viewer) {

    /** The kinds of those who do something. */
    public enum Kind {
        USER, API_KEY, ANONYMOUS, SYSTEM, COMMAND_LINE
    }

    /** The program itself. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null, null, null, null, Optional.empty());

    /** Whoever has a shell on the owner's machine. */
    public static final Actor COMMAND_LINE = new Actor(Kind.COMMAND_LINE, null, null, null, null,
            Optional.empty());

    /** {@return whoever sends a request} */
    public static Actor of(Caller caller) {
        var viewer = caller.viewer();
        var key = viewer.filter(Viewer::isKey).map(by -> by.credential().id()).orElse(null);
        var kind = viewer.isEmpty() ? Kind.ANONYMOUS : key == null ? Kind.USER : Kind.API_KEY;
        return new Actor(kind, viewer.map(Viewer::userId).orElse(null), key, caller.address(), caller.requestId(),
                viewer);
    }

    /** {@return a user who showed by the request itself who they are} */
    public static Actor of(Caller caller, long userId) {
        return new Actor(Kind.USER, userId, null, caller.address(), caller.requestId(), Optional.empty());
    }

    /** {@return the program itself, for what a request gave it to see} */
    public static Actor systemFor(Caller caller) {
        return new Actor(Kind.SYSTEM, null, null, caller.address(), caller.requestId(), Optional.empty());
    }

    /**
     * {@return the same actor, for something that takes this role}
     *
     * Otherwise they have to be in the end what they were when the request came.
     */
    public Actor needing(Role role) {
        return new Actor(kind, userId, apiKeyId, address, requestId,
                viewer.map(known -> new Viewer(known.userId(), known.credential(), role)));
    }

    /** {@return the same actor, for something of this user's: for others it takes an admin} */
    public Actor needingFor(long owner) {
        return needing(userId != null && userId == owner ? Role.USER : Role.ADMIN);
    }

    /** {@return somebody of whom nothing is known} */
    static Actor anybody() {
        return new Actor(Kind.ANONYMOUS, null, null, null, null, Optional.empty());
    }
}
