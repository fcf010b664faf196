package org.reelgraph.audit;

import io.micronaut.core.annotation.Nullable;
import org.reelgraph.graphql.access.Caller;

/**
 * Who does something.
 *
 * @param userId    the user, also where a key of theirs acts
 * @param apiKeyId  the key that acts
 * @param address   where the request comes from
 * @param requestId the request's id
 */
public record Actor(Kind kind, @Nullable Long userId, @Nullable Long apiKeyId, @Nullable String address,
        @Nullable String requestId) {

    /** The kinds of those who do something. */
    public enum Kind {
        USER, API_KEY, ANONYMOUS, SYSTEM, COMMAND_LINE
    }

    /** The program itself. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null, null, null, null);

    /** Whoever has a shell on the owner's machine. */
    public static final Actor COMMAND_LINE = new Actor(Kind.COMMAND_LINE, null, null, null, null);

    /** {@return whoever sends a request} */
    public static Actor of(Caller caller) {
        return caller.viewer().map(viewer -> viewer.isKey()
                ? new Actor(Kind.API_KEY, viewer.userId(), viewer.credential().id(), caller.address(),
                        caller.requestId())
                : of(caller, viewer.userId()))
                .orElseGet(() -> new Actor(Kind.ANONYMOUS, null, null, caller.address(), caller.requestId()));
    }

    /** {@return a user who showed by the request itself who they are} */
    public static Actor of(Caller caller, long userId) {
        return new Actor(Kind.USER, userId, null, caller.address(), caller.requestId());
    }
}
