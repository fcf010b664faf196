package org.reelgraph.graphql.subscriptions;

import graphql.GraphQLError;
import java.util.List;

/** A subscription can't go on, such as because its cursor has expired or the database is away. */
public final class RefusedException extends RuntimeException {

    private final transient List<GraphQLError> errors;

    RefusedException(List<GraphQLError> errors) {
        super(errors.getFirst().getMessage(), null, false, false);
        this.errors = errors;
    }

    /** {@return why, for the client} */
    public List<GraphQLError> errors() {
        return errors;
    }
}
