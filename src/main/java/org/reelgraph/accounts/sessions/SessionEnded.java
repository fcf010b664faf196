package org.reelgraph.accounts.sessions;

/** A session was ended before its time; what is still open in its name has to close. */
public record SessionEnded(long sessionId, long userId) {
}
