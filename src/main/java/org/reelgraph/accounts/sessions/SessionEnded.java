package org.reelgraph.accounts.sessions;

/** A session was ended early. Whatever is still open in its name has to close. */
public record SessionEnded(long sessionId, long userId) {
}
