package org.reelgraph.graphql.plan;

import graphql.TrivialDataFetcher;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.MergedSelectionSet;
import graphql.execution.NonNullableFieldValidator;
import graphql.execution.instrumentation.FieldFetchingInstrumentationContext;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reports each fetched field to an {@link Instrumentation}, as graphql-java's own strategy does. Of the hooks for
 * fields, a plan calls {@code beginFieldFetching} and {@code instrumentDataFetcher}. graphql-java itself calls the
 * hooks for whole operations.
 */
final class FieldTracing {

    private final ExecutionContext context;
    private final Instrumentation instrumentation;

    private FieldTracing(ExecutionContext context) {
        this.context = context;
        this.instrumentation = context.getInstrumentation();
    }

    /** {@return the tracing of an execution; empty if there is no instrumentation} */
    static Optional<FieldTracing> of(ExecutionContext context) {
        return context.getInstrumentation() == SimplePerformantInstrumentation.INSTANCE
                ? Optional.empty()
                : Optional.of(new FieldTracing(context));
    }

    /**
     * {@return the value that the field's fetcher returns}
     *
     * @throws Exception if the fetcher throws it
     */
    @Nullable
    Object fetch(ResultObject object, int slot, FieldEnvironment environment) throws Exception {
        var fetcher = object.fields()[slot].fetcher();
        var parameters = new InstrumentationFieldFetchParameters(context, () -> environment,
                parameters(object, slot), fetcher instanceof TrivialDataFetcher);
        var state = context.getInstrumentationState();
        var fetching = FieldFetchingInstrumentationContext
                .nonNullCtx(instrumentation.beginFieldFetching(parameters, state));
        try {
            var value = AsyncValues
                    .settled(instrumentation.instrumentDataFetcher(fetcher, parameters, state).get(environment));
            tell(fetching, value);
            return value;
        } catch (Exception e) {
            tell(fetching, CompletableFuture.failedFuture(e));
            throw e;
        }
    }

    private static void tell(FieldFetchingInstrumentationContext fetching, @Nullable Object value) {
        fetching.onDispatched();
        fetching.onFetchedValue(value);
        if (value instanceof CompletableFuture<?> future) {
            future.whenComplete(fetching::onCompleted);
        } else {
            fetching.onCompleted(value, null);
        }
    }

    private ExecutionStrategyParameters parameters(ResultObject object, int slot) {
        var around = object.stepInfo();
        return ExecutionStrategyParameters.newParameters().executionStepInfo(around).source(object.source())
                .localContext(object.localContext()).fields(MergedSelectionSet.newMergedSelectionSet().build())
                .nonNullFieldValidator(new NonNullableFieldValidator(context)).field(object.fields()[slot].merged())
                .path(object.path(slot)).build();
    }
}
