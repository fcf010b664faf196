package org.reelgraph.accounts;

import org.reelgraph.graphql.errors.UserErrorCode;

/** The codes of user errors that only mutations about accounts have. */
public final class AccountErrors {

    public static final UserErrorCode INVALID_CREDENTIALS = new UserErrorCode("INVALID_CREDENTIALS");
    public static final UserErrorCode INVALID_TOKEN = new UserErrorCode("INVALID_TOKEN");
    public static final UserErrorCode SUSPENDED = new UserErrorCode("SUSPENDED");
    public static final UserErrorCode COMMON_PASSWORD = new UserErrorCode("COMMON_PASSWORD");
    public static final UserErrorCode LAST_ADMIN = new UserErrorCode("LAST_ADMIN");

    private AccountErrors() {
    }
}
