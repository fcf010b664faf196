package org.reelgraph.jobs;

import org.reelgraph.graphql.errors.UserErrorCode;

/** Why something can't be done to a job. */
public final class JobErrors {

    /** What is asked for doesn't go with the state that things are in. */
    public static final UserErrorCode CONFLICT = new UserErrorCode("CONFLICT");

    private JobErrors() {
    }
}
