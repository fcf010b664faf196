package org.reelgraph.accounts.passwords;

import graphql.schema.DataFetchingEnvironment;
import org.reelgraph.graphql.errors.RequestException;

/** Allows one field per operation that checks a password or token, since attempts are counted by operations. */
public final class SignInOnce {

    private SignInOnce() {
    }

    /**
     * Notes that the operation has such a field.
     *
     * @throws RequestException if it has one already
     */
    public static void check(DataFetchingEnvironment environment) {
        if (environment.getGraphQlContext().get(SignInOnce.class) != null) {
            throw RequestException.badInput("An operation can have only one field that signs in or takes a password.");
        }
        environment.getGraphQlContext().put(SignInOnce.class, true);
    }
}
