package org.reelgraph.imports.merge;

import org.reelgraph.graphql.errors.UserErrorCode;

/** The error codes for merging records. */
final class MergeErrors {

    static final UserErrorCode IDENTITY_CONFLICT = new UserErrorCode("IDENTITY_CONFLICT");

    private MergeErrors() {
    }
}
