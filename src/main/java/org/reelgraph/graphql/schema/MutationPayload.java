package org.reelgraph.graphql.schema;

import java.util.List;
import java.util.Optional;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** What a mutation answers that can be refused for what is wrong with its input. */
public interface MutationPayload {

    /** {@return what was wrong with the input} */
    List<UserError> userErrors();

    /** {@return why the mutation changed nothing; nothing where it was done} */
    default Optional<UserErrorCode> refusal() {
        return userErrors().stream().map(UserError::code).findFirst();
    }
}
