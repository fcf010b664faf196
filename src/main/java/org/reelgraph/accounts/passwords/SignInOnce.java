package org.reelgraph.accounts.passwords;

import graphql.schema.DataFetchingEnvironment;
import org.reelgraph.graphql.errors.RequestException;

/** Lets an operation have one field that tries a password or token: tries are counted by operations. */
public final class SignInOnce {

    private SignInOnce() {
    }

    /**
     * Notes that the operation has such a field.
     *
     * @throws RequestException where it has one already
     */
    public static void check(DataFetchingEnvironment environment) {
        if (environment.getGraphQlContext().get(SignInOnce.class) != null) {
            throw RequestException.badInput("An operation may have one field that signs in or asks for a password.");
        }
        environment.getGraphQlContext().put(SignInOnce.class, true);
    }
}
