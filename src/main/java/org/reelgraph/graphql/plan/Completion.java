package org.reelgraph.graphql.plan;

import graphql.ErrorType;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.ExecutionContext;
import graphql.execution.TypeResolutionParameters;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into the answer as their fields' types say, after the GraphQL specification, "Value Completion" and
 * "Handling Execution Errors".
 */
final class Completion {

    private static final int PUNCTUATION = 4;
    private static final int LONG_TEXT = 4_096;
    // Most are written as six characters.
    private static final int CONTROL = 6;

    private final ExecutionContext context;
    private final DataFetcherExceptionHandler errors;
    private final Meter meter;
    private final Consumer<ResultObject> objects;
    private boolean nothing;

    /** @param objects takes the objects that come up, whose own fields are to be fetched */
    Completion(ExecutionContext context, DataFetcherExceptionHandler errors, Meter meter,
            Consumer<ResultObject> objects) {
        this.context = context;
        this.errors = errors;
        this.meter = meter;
        this.objects = objects;
    }

    /** {@return whether nulls went up to the answer itself} */
    boolean leftNothing() {
        return nothing;
    }

    /** Puts a field's value in its place. */
    void complete(ResultObject object, int slot, @Nullable Object value) {
        var field = object.fields()[slot];
        complete(object, slot, field, field.shape(), value);
    }

    /** Reports a field's failure, and puts null in its place. */
    void fail(ResultObject object, int slot, Throwable cause) {
        fail(object, slot, object.fields()[slot], cause);
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
        } catch (AbortExecutionException e) {
            throw e;
        } catch (RuntimeException e) {
            fail(around, slot, field, e);
        }
    }

    private void completeLeaf(ResultContainer around, int slot, PlannedField field, Shape.Leaf leaf, Object value) {
        var serialized = leaf.serializer().serialize(value, context.getGraphQLContext(), context.getLocale());
        if (serialized == null) {
            completeNull(around, slot, field);
        } else {
            meter.weigh(field.name().charLength() + weight(serialized));
            around.put(slot, serialized);
        }
    }

    private static long weight(@Nullable Object value) {
        return switch (value) {
            case String text -> bytesOf(text) + PUNCTUATION;
            case JsonText written -> bytesOf(written.text());
            case Map<?, ?> object -> object.entrySet().stream()
                    .mapToLong(member -> weight(member.getKey()) + weight(member.getValue())).sum() + PUNCTUATION;
            case Collection<?> list -> list.stream().mapToLong(Completion::weight).sum() + PUNCTUATION;
            case null, default -> PUNCTUATION;
        };
    }

    // Short texts are many, and what they miss is told when they are written.
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
        objects.accept(object);
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
