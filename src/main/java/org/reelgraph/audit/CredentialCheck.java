package org.reelgraph.audit;

import org.reelgraph.graphql.access.Viewer;

/** Checks that somebody still has the permissions that they had when their request came in. */
public interface CredentialCheck {

    /**
     * Looks at a session or key as the writer's transaction sees it.
     *
     * @throws org.reelgraph.graphql.errors.RequestException as {@code UNAUTHENTICATED} if it has ended, or as
     *                                                       {@code FORBIDDEN} if its role is now too low
     */
    void check(Viewer viewer);
}
