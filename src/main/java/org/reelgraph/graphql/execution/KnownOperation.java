package org.reelgraph.graphql.execution;

import graphql.language.OperationDefinition;
import java.util.Map;
import org.reelgraph.graphql.limits.DocumentCheck;

/**
 * An operation of a document that was parsed before and is valid.
 *
 * @param document the document's number, unlike all others'
 */
record KnownOperation(long document, OperationDefinition definition, DocumentCheck limits) {

    /** {@return whether limits allow it as lists are now} */
    boolean isAllowed(Map<String, Object> variables) {
        return limits.refusal(definition, variables).isEmpty();
    }
}
