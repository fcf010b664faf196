package org.reelgraph.accounts;

import graphql.schema.DataFetchingEnvironment;
import org.reelgraph.graphql.RequestException;

/** Lets an operation have one field that tries a password or token: tries are counted by operations. */
final class SignInOnce {

    private SignInOnce() {
    }

    /**
     * Notes that the operation has such a field.
     *
     * @throws RequestException where it has one already
     */
    static void check(DataFetchingEnvironment environment) {
        if (environment.getGraphQlContext().get(SignInOnce.class) != null) {
            throw RequestException.badInput("An operation may have one field that signs in or asks for a password.");
        }
        environment.getGraphQlContext().put(SignInOnce.class, true);
    }
}
