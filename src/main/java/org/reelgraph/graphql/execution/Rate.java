package org.reelgraph.graphql.execution;

import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.RequestDenied;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.RateLimit;

/** Rejects operations of callers that have sent too many. */
@Singleton
class Rate {

    private final RateLimit limit;
    private final ApplicationEventPublisher<RequestDenied> refusals;

    Rate(RateLimit limit, ApplicationEventPublisher<RequestDenied> refusals) {
        this.limit = limit;
        this.refusals = refusals;
    }

    void countMutations(ExecutionContext context, int count) {
        check(Caller.of(context.getGraphQLContext()), "mutation", caller -> limit.countMutations(caller, count));
    }

    void countQuery(ExecutionContext context) {
        countQuery(Caller.of(context.getGraphQLContext()));
    }

    /** @throws AbortExecutionException if there are too many */
    void countQuery(Caller caller) {
        check(caller, "query", limit::countQuery);
    }

    private void check(Caller caller, String action, Consumer<Caller> count) {
        try {
            count.accept(caller);
        } catch (RequestException e) {
            refusals.publishEvent(new RequestDenied(caller, action, e.code().name()));
            throw new AbortExecutionException(List.of(ApiError.of(e, List.of(), List.of())));
        }
    }
}
