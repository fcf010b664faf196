package org.reelgraph.graphql.schema;

import graphql.schema.DataFetcher;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.RequestDenied;

/** Publishes an event for each mutation whose input was rejected. */
@Singleton
public class DeniedMutations {

    private final ApplicationEventPublisher<RequestDenied> refusals;

    public DeniedMutations(ApplicationEventPublisher<RequestDenied> refusals) {
        this.refusals = refusals;
    }

    /** {@return the fetcher of a mutation, wrapped to check its payload} */
    DataFetcher<?> telling(String mutation, DataFetcher<?> fetcher) {
        return environment -> {
            var caller = Caller.of(environment);
            var value = fetcher.get(environment);
            if (value instanceof CompletionStage<?> stage) {
                return stage.thenApply(payload -> looked(caller, mutation, payload));
            }
            return looked(caller, mutation, value);
        };
    }

    private <T> T looked(Caller caller, String mutation, T payload) {
        if (payload instanceof MutationPayload done) {
            done.refusal().ifPresent(code -> refusals.publishEvent(new RequestDenied(caller, mutation, code.name())));
        }
        return payload;
    }
}
