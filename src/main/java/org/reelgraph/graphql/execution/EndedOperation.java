package org.reelgraph.graphql.execution;

import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import java.time.Duration;
import java.util.Optional;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.ErrorCode;

/**
 * An operation whose result is known.
 *
 * @param caller     who sent it
 * @param document   the text of its document
 * @param definition what the document says; empty if that is no operation that could be executed
 * @param error      the code of its first error; empty if it has none
 * @param duration   from when it was read until its result, the time in queues of mutations and large queries included
 * @param statements how many statements were run for it, those of other requests in the same commit not included
 * @param rows       how many rows it read
 * @param values     how many values its answer has, as limits count them
 */
public record EndedOperation(Caller caller, String document, Optional<OperationDefinition> definition,
        Optional<ErrorCode> error, Duration duration, long statements, long rows, long values) {

    /** {@return its name in the document; empty if it has none} */
    public Optional<String> name() {
        return definition.map(OperationDefinition::getName);
    }

    /** {@return whether it is a query, a mutation or a subscription} */
    public Optional<Operation> kind() {
        return definition.map(OperationDefinition::getOperation);
    }
}
