package org.reelgraph.graphql.plan;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.SerializationError;
import graphql.TypeMismatchError;
import graphql.UnresolvedTypeError;
import graphql.execution.AbortExecutionException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherResult;
import graphql.execution.ExecutionContext;
import graphql.execution.NonNullableFieldWasNullError;
import graphql.execution.NonNullableFieldWasNullException;
import graphql.execution.TypeResolutionParameters;
import graphql.execution.UnresolvedTypeException;
import graphql.extensions.ExtensionsBuilder;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import graphql.util.FpKit;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Completes values as their fields' types require and puts them into the response, following the GraphQL specification,
 * "Value Completion" and "Handling Execution Errors".
 */
final class Completion {

    private static final int PUNCTUATION = 4;
    private static final int DAY = 10;
    private static final int LONG_TEXT = 4_096;
    // Most control characters are written as six characters.
    private static final int CONTROL = 6;

    private final ExecutionContext context;
    private final DataFetcherExceptionHandler failures;
    private final Meter meter;
    private final Consumer<ResultObject> objects;
    private final FieldErrors errors;
    private boolean nothing;

    /**
     * @param failures turns exceptions into errors
     * @param objects  receives each new object, so that its fields are fetched
     */
    Completion(ExecutionContext context, DataFetcherExceptionHandler failures, FieldErrors errors, Meter meter,
            Consumer<ResultObject> objects) {
        this.context = context;
        this.failures = failures;
        this.errors = errors;
        this.meter = meter;
        this.objects = objects;
    }

    /** {@return whether a null propagated to the root, so the response has no data} */
    boolean leftNothing() {
        return nothing;
    }

    /** Completes a field's value and puts it into its slot. */
    void complete(ResultObject object, int slot, @Nullable Object value) {
        var field = object.fields()[slot];
        complete(object, slot, field, field.shape(), value, object.localContext());
    }

    /** Reports a field's failure, and puts null into its slot. */
    void fail(ResultObject object, int slot, Throwable cause) {
        fail(object, slot, object.fields()[slot], cause);
    }

    private void complete(ResultContainer around, int slot, PlannedField field, Shape shape, @Nullable Object fetched,
            @Nullable Object localContext) {
        if (fetched instanceof DataFetcherResult<?> result) {
            result.getErrors().forEach(error -> errors.add(around, slot, error));
            addExtensions(result);
            complete(around, slot, field, shape, result.getData(),
                    result.getLocalContext() == null ? localContext : result.getLocalContext());
            return;
        }
        try {
            var value = context.getValueUnboxer().unbox(fetched);
            switch (shape) {
                case Shape any when value == null -> completeNull(around, slot, field);
                case Shape.Leaf leaf -> completeLeaf(around, slot, field, leaf, value);
                case Shape.ListOf list -> completeList(around, slot, field, list.item(), value, localContext);
                case Shape.Composite composite ->
                    completeObject(around, slot, field, composite.type(), value, localContext);
            }
        } catch (AbortExecutionException e) {
            throw e;
        } catch (CoercingSerializeException e) {
            reportAsNull(around, slot, field, new SerializationError(around.path(slot), e));
        } catch (UnresolvedTypeException e) {
            reportAsNull(around, slot, field,
                    new UnresolvedTypeError(around.path(slot), around.stepInfo(slot), e));
        } catch (RuntimeException e) {
            fail(around, slot, field, e);
        }
    }

    private void addExtensions(DataFetcherResult<?> result) {
        ExtensionsBuilder extensions = context.getGraphQLContext().get(ExtensionsBuilder.class);
        if (result.getExtensions() != null && extensions != null) {
            extensions.addValues(result.getExtensions());
        }
    }

    private void completeLeaf(ResultContainer around, int slot, PlannedField field, Shape.Leaf leaf, Object value) {
        var serialized = leaf.serializer().serialize(value, context.getGraphQLContext(), context.getLocale());
        if (serialized == null) {
            completeNull(around, slot, field);
        } else {
            meter.weigh(field.name().length() + weight(serialized));
            around.put(slot, serialized);
        }
    }

    private static long weight(@Nullable Object value) {
        return switch (value) {
            case Utf8Text text -> text.bytes().length + PUNCTUATION;
            case String text -> bytesOf(text) + PUNCTUATION;
            case LocalDate day -> DAY + PUNCTUATION;
            case JsonText written -> bytesOf(written.text());
            case Map<?, ?> object -> object.entrySet().stream()
                    .mapToLong(member -> weight(member.getKey()) + weight(member.getValue())).sum() + PUNCTUATION;
            case Collection<?> list -> list.stream().mapToLong(Completion::weight).sum() + PUNCTUATION;
            case null, default -> PUNCTUATION;
        };
    }

    // Most texts are short, so an estimate will do for them; the exact size is counted when they are written.
    private static long bytesOf(String text) {
        if (text.length() < LONG_TEXT) {
            return text.length();
        }
        var bytes = 0L;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            bytes += character < 0x20 ? CONTROL : character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
        }
        return bytes;
    }

    private void completeList(ResultContainer around, int slot, PlannedField field, Shape item, Object fetched,
            @Nullable Object localContext) {
        if (!FpKit.isIterable(fetched)) {
            reportAsNull(around, slot, field, new TypeMismatchError(around.path(slot),
                    around.stepInfo(slot).getUnwrappedNonNullType()));
            return;
        }
        Collection<?> values = FpKit.toCollection(fetched);
        var list = new ResultList(values.size(), item, around, slot);
        around.put(slot, list);
        var index = 0;
        for (var value : values) {
            complete(list, index++, field, item, value, localContext);
        }
    }

    private void completeObject(ResultContainer around, int slot, PlannedField field, GraphQLType type, Object value,
            @Nullable Object localContext) {
        var selection = field.selectionOn(objectType(field, type, value, localContext));
        var object = new ResultObject(selection, around, slot, value, localContext);
        around.put(slot, object);
        objects.accept(object);
    }

    private GraphQLObjectType objectType(PlannedField field, GraphQLType type, Object value,
            @Nullable Object localContext) {
        if (type instanceof GraphQLObjectType known) {
            return known;
        }
        var schema = context.getGraphQLSchema();
        var code = schema.getCodeRegistry();
        var resolver = type instanceof GraphQLInterfaceType known
                ? code.getTypeResolver(known)
                : code.getTypeResolver((GraphQLUnionType) type);
        var found = resolver.getType(TypeResolutionParameters.newParameters().value(value)
                .field(field.merged()).fieldType(type).schema(schema).localContext(localContext)
                .graphQLContext(context.getGraphQLContext()).build());
        var named = (GraphQLNamedOutputType) type;
        if (found == null) {
            throw new UnresolvedTypeException(named);
        }
        if (!schema.isPossibleType(named, found)) {
            throw new UnresolvedTypeException(named, found);
        }
        return found;
    }

    private void completeNull(ResultContainer around, int slot, PlannedField field) {
        if (around.shape(slot).nonNull()) {
            var path = around.path(slot);
            report(around, slot, field, new NonNullableFieldWasNullError(
                    new NonNullableFieldWasNullException(around.stepInfo(slot), path)));
        }
        putNull(around, slot);
    }

    // The value counts as null, which is not reported as a second error.
    private void reportAsNull(ResultContainer around, int slot, PlannedField field, GraphQLError error) {
        report(around, slot, field, error);
        putNull(around, slot);
    }

    // graphql-java's own error has no location.
    private void report(ResultContainer around, int slot, PlannedField field, GraphQLError error) {
        errors.addUnique(around, slot,
                GraphqlErrorBuilder.newError().errorType(error.getErrorType()).message(error.getMessage())
                        .path(around.path(slot)).location(field.merged().getSingleField().getSourceLocation()).build());
    }

    private void fail(ResultContainer around, int slot, PlannedField field, Throwable cause) {
        var environment = FieldEnvironment.ofFailure(context, field, around, slot);
        var failed = DataFetcherExceptionHandlerParameters.newExceptionParameters().exception(cause)
                .dataFetchingEnvironment(environment).build();
        failures.handleException(failed).join().getErrors().forEach(error -> errors.add(around, slot, error));
        putNull(around, slot);
    }

    // GraphQL specification, "Handling Execution Errors": a null that isn't allowed makes its container null instead.
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
