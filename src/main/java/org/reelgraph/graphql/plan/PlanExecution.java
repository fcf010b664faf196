package org.reelgraph.graphql.plan;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.ExecutionContext;
import graphql.execution.TypeResolutionParameters;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
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
import org.jspecify.annotations.Nullable;

/**
 * Runs a query by its plan, after the GraphQL specification, "Execution": the fields of all objects that are there are
 * fetched, then what they asked the data loaders for is loaded together, which gives the next objects. On one thread,
 * the caller's.
 */
public final class PlanExecution {

    private record Awaited(ResultObject object, int slot, CompletableFuture<?> value) {
    }

    private final ExecutionContext context;
    private final DataFetcherExceptionHandler errors;
    private final Meter meter;
    private final Duration patience;
    private final Queue<ResultObject> ready = new ArrayDeque<>();
    private final Map<PlannedField, DataFetchingEnvironment> environments = new HashMap<>();
    private List<Awaited> awaited = new ArrayList<>();
    private boolean nothing;

    /** @param patience how long a value may keep the execution waiting that no data loader gives */
    public PlanExecution(ExecutionContext context, DataFetcherExceptionHandler errors, Meter meter, Duration patience) {
        this.context = context;
        this.errors = errors;
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
        ready.add(data);
        while (!ready.isEmpty() || !awaited.isEmpty()) {
            while (!ready.isEmpty()) {
                fetch(ready.remove());
            }
            load();
        }
        return new ExecutionResultImpl(nothing ? null : data, context.getErrors());
    }

    private void fetch(ResultObject object) {
        var fields = object.fields();
        meter.spend(fields.length);
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
                complete(object, slot, field, field.shape(), value);
            }
        } catch (Exception e) {
            fail(object, slot, field, e);
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
        var field = each.object().fields()[each.slot()];
        try {
            complete(each.object(), each.slot(), field, field.shape(), each.value().join());
        } catch (CompletionException | CancellationException e) {
            fail(each.object(), each.slot(), field, e);
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

    private void complete(ResultContainer around, int slot, PlannedField field, Shape shape, @Nullable Object boxed) {
        try {
            var value = context.getValueUnboxer().unbox(boxed);
            switch (shape) {
                case Shape any when value == null -> completeNull(around, slot, field);
                case Shape.Leaf leaf -> completeLeaf(around, slot, field, leaf, value);
                case Shape.ListOf list -> completeList(around, slot, field, list.item(), (Collection<?>) value);
                case Shape.Composite composite -> completeObject(around, slot, field, composite.type(), value);
            }
        } catch (RuntimeException e) {
            fail(around, slot, field, e);
        }
    }

    private void completeLeaf(ResultContainer around, int slot, PlannedField field, Shape.Leaf leaf, Object value) {
        var serialized = leaf.serializer().serialize(value, context.getGraphQLContext(), context.getLocale());
        if (serialized == null) {
            completeNull(around, slot, field);
        } else {
            around.put(slot, serialized);
        }
    }

    private void completeList(ResultContainer around, int slot, PlannedField field, Shape item, Collection<?> values) {
        var list = new ResultList(values.size(), item, around, slot);
        around.put(slot, list);
        var index = 0;
        for (var value : values) {
            complete(list, index++, field, item, value);
        }
    }

    private void completeObject(ResultContainer around, int slot, PlannedField field, GraphQLType type, Object value) {
        var selection = field.selectionOn(objectType(field, type, value));
        var object = new ResultObject(selection, around, slot, value);
        around.put(slot, object);
        ready.add(object);
    }

    private GraphQLObjectType objectType(PlannedField field, GraphQLType type, Object value) {
        if (type instanceof GraphQLObjectType known) {
            return known;
        }
        var code = context.getGraphQLSchema().getCodeRegistry();
        var resolver = type instanceof GraphQLInterfaceType known
                ? code.getTypeResolver(known)
                : code.getTypeResolver((GraphQLUnionType) type);
        return resolver.getType(TypeResolutionParameters.newParameters().value(value)
                .field(field.merged()).fieldType(type).schema(context.getGraphQLSchema())
                .graphQLContext(context.getGraphQLContext()).build());
    }

    private void completeNull(ResultContainer around, int slot, PlannedField field) {
        if (around.shape(slot).nonNull()) {
            context.addError(GraphqlErrorBuilder.newError().errorType(ErrorType.NullValueInNonNullableField)
                    .message("There is no value, though the schema promises one.").path(around.path(slot))
                    .location(field.merged().getSingleField().getSourceLocation()).build());
        }
        putNull(around, slot);
    }

    private void fail(ResultContainer around, int slot, PlannedField field, Throwable cause) {
        var environment = new FieldEnvironment(FieldEnvironment.ofField(field, context, Map.of()), field, null, around,
                slot);
        var failed = DataFetcherExceptionHandlerParameters.newExceptionParameters().exception(cause)
                .dataFetchingEnvironment(environment).build();
        errors.handleException(failed).join().getErrors().forEach(context::addError);
        putNull(around, slot);
    }

    // After the GraphQL specification, "Handling Execution Errors": what mustn't be null makes that null which it is in.
    private void putNull(ResultContainer around, int slot) {
        var place = around;
        var index = slot;
        while (place.shape(index).nonNull()) {
            if (place.parent() == null) {
                nothing = true;
                return;
            }
            index = place.slot();
            place = place.parent();
        }
        place.put(index, null);
    }
}
