package org.reelgraph.graphql.plan;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.AbortExecutionException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a query by its plan, after the GraphQL specification, "Execution": the fields of all objects that are there are
 * fetched, then what they asked the data loaders for is loaded together, which gives the next objects. On one thread,
 * the caller's.
 */
public final class PlanExecution {

    // An object takes about as much memory by itself as two more values in it would.
    private static final int VALUES_OF_AN_OBJECT = 2;

    private record Awaited(ResultObject object, int slot, CompletableFuture<?> value) {
    }

    private final ExecutionContext context;
    private final Completion completion;
    private final Meter meter;
    private final Duration patience;
    private final Queue<ResultObject> ready = new ArrayDeque<>();
    private final Map<PlannedField, DataFetchingEnvironment> environments = new HashMap<>();
    private List<Awaited> awaited = new ArrayList<>();

    /** @param patience how long a value may keep the execution waiting that no data loader gives */
    public PlanExecution(ExecutionContext context, DataFetcherExceptionHandler errors, Meter meter, Duration patience) {
        this.context = context;
        this.completion = new Completion(context, errors, meter, this::add);
        this.meter = meter;
        this.patience = patience;
    }

    /**
     * {@return the answer, whose data is a {@link ResultObject}}
     *
     * @throws AbortExecutionException where the meter ended it, or a value didn't come
     */
    public ExecutionResult run(Plans plans) {
        var data = new ResultObject(plans.planOf(context).root(), null, 0, context.getRoot());
        add(data);
        while (!ready.isEmpty() || !awaited.isEmpty()) {
            while (!ready.isEmpty()) {
                fetch(ready.remove());
            }
            load();
        }
        meter.proceed(0);
        return new ExecutionResultImpl(completion.leftNothing() ? null : data, context.getErrors());
    }

    // Counted when it comes up and not when it is fetched, so that there are never more objects than may be.
    private void add(ResultObject object) {
        meter.spend(object.fields().length + VALUES_OF_AN_OBJECT);
        ready.add(object);
    }

    private void fetch(ResultObject object) {
        var fields = object.fields();
        meter.proceed(fields.length);
        for (var slot = 0; slot < fields.length; slot++) {
            fetch(object, slot, fields[slot]);
        }
    }

    private void fetch(ResultObject object, int slot, PlannedField field) {
        try {
            var value = field.fetcher() instanceof Property property
                    ? property.reader().apply(object.source())
                    : field.fetcher().get(environment(object, slot, field));
            if (value instanceof CompletableFuture<?> future) {
                awaited.add(new Awaited(object, slot, future));
            } else {
                completion.complete(object, slot, value);
            }
        } catch (AbortExecutionException e) {
            throw e;
        } catch (Exception e) {
            // The meter may have ended the reading that the field was at.
            meter.proceed(0);
            completion.fail(object, slot, e);
        }
    }

    private DataFetchingEnvironment environment(ResultObject object, int slot, PlannedField field) {
        var ofField = environments.computeIfAbsent(field,
                key -> FieldEnvironment.ofField(key, context, key.arguments(context)));
        return new FieldEnvironment(ofField, field, object.source(), object, slot);
    }

    // A value that needs a further load asks for it while it comes, so that it is loaded in the next round.
    private void load() {
        var loaded = context.getDataLoaderRegistry().dispatchAllWithCount();
        meter.proceed(0);
        var waiting = awaited;
        awaited = new ArrayList<>();
        for (var each : waiting) {
            if (each.value().isDone()) {
                take(each);
            } else {
                awaited.add(each);
            }
        }
        if (loaded == 0 && awaited.size() == waiting.size() && !awaited.isEmpty()) {
            waitForOne();
        }
    }

    private void take(Awaited each) {
        try {
            completion.complete(each.object(), each.slot(), each.value().join());
        } catch (CompletionException | CancellationException e) {
            completion.fail(each.object(), each.slot(), e);
        }
    }

    private void waitForOne() {
        try {
            CompletableFuture.anyOf(awaited.stream().map(Awaited::value).toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            // The field whose value failed says so when it is taken.
        } catch (TimeoutException e) {
            throw new AbortExecutionException("A value didn't come in " + patience.toSeconds() + " s.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbortExecutionException("The server is being stopped.");
        }
    }
}
