package org.reelgraph.graphql.schema;

import java.util.List;
import java.util.Optional;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** The payload of a mutation that can be rejected because of its input. */
public interface MutationPayload {

    /** {@return what is wrong with the input} */
    List<UserError> userErrors();

    /** {@return why the mutation changed nothing; empty if it succeeded} */
    default Optional<UserErrorCode> refusal() {
        return userErrors().stream().map(UserError::code).findFirst();
    }
}
