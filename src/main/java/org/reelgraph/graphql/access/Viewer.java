package org.reelgraph.graphql.access;

/**
 * A signed-in user, as of this request.
 *
 * @param userId     the user's numeric id
 * @param credential what the user signed in with
 * @param role       the role that applies with this credential
 */
public record Viewer(long userId, Credential credential, Role role) {

    /**
     * The credential of a request.
     *
     * @param id the numeric id of the session or key
     */
    public record Credential(Kind kind, long id) {

        /** The kinds of credentials. */
        public enum Kind {
            SESSION, API_KEY
        }
    }

    /** {@return whether one of the user's API keys is used, rather than a session} */
    public boolean isKey() {
        return credential.kind() == Credential.Kind.API_KEY;
    }

    /** {@return whether this session is used} */
    public boolean isSession(long sessionId) {
        return !isKey() && credential.id() == sessionId;
    }
}
