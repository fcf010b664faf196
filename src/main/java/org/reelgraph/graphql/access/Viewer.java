package org.reelgraph.graphql.access;

/**
 * A signed-in user, as of this request.
 *
 * @param userId    the user's own id
 * @param sessionId the id of the session they signed in with
 * @param role      what they may do
 */
public record Viewer(long userId, long sessionId, Role role) {
}
