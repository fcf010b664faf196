package org.reelgraph.graphql.access;

/**
 * A signed-in user, as of this request.
 *
 * @param userId     the user's own id
 * @param credential what they signed in by
 * @param role       what they may do by it
 */
public record Viewer(long userId, Credential credential, Role role) {

    /**
     * What a request was let in by.
     *
     * @param id the session's or the key's own id
     */
    public record Credential(Kind kind, long id) {

        /** The kinds of credentials. */
        public enum Kind {
            SESSION, API_KEY
        }
    }

    /** {@return whether a key of the user's acts, and not the user} */
    public boolean isKey() {
        return credential.kind() == Credential.Kind.API_KEY;
    }

    /** {@return whether it is this session that acts} */
    public boolean isSession(long sessionId) {
        return !isKey() && credential.id() == sessionId;
    }
}
