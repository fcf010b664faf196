package org.reelgraph.graphql.subscriptions;

import graphql.GraphQLError;
import java.util.List;
import reactor.core.publisher.Flux;

/** What becomes of an operation. Results are JSON in UTF-8. */
public sealed interface Outcome {

    /** It isn't executed. */
    record Refused(List<GraphQLError> errors) implements Outcome {
    }

    /** The result of a query or mutation. */
    record Result(byte[] json) implements Outcome {
    }

    /**
     * The results of a subscription, one for each event. The next one is made when it is requested. They end with a
     * {@link RefusedException} if the operation can't go on.
     */
    record Results(Flux<byte[]> json) implements Outcome {
    }
}
