package org.reelgraph.graphql.access;

import java.util.Set;

/** Knows whose session or API key has ended. */
public interface LostAccess {

    /**
     * {@return those of these viewers whose session or key has ended, whose user can't sign in any more, or whose role is
     * lower now} The database is asked, by as many statements however many they are.
     */
    Set<Viewer> among(Set<Viewer> viewers);
}
