package org.reelgraph.imports.merge;

import org.reelgraph.graphql.errors.UserErrorCode;

/** The mistakes that only records to merge can hold. */
final class MergeErrors {

    static final UserErrorCode IDENTITY_CONFLICT = new UserErrorCode("IDENTITY_CONFLICT");

    private MergeErrors() {
    }
}
