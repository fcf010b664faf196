package org.reelgraph.graphql.plan;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A field that is read from its object, without arguments or loading.
 *
 * @param reader returns the field's value of an object
 */
public record Property(Function<Object, @Nullable Object> reader) implements LightDataFetcher<Object> {

    /** {@return the property that calls a method without parameters} */
    public static Property of(Method accessor) {
        try {
            var lookup = MethodHandles.privateLookupIn(accessor.getDeclaringClass(), MethodHandles.lookup());
            var handle = lookup.unreflect(accessor);
            var function = LambdaMetafactory.metafactory(lookup, "apply", MethodType.methodType(Function.class),
                    MethodType.methodType(Object.class, Object.class), handle, handle.type().wrap()).getTarget();
            return new Property((Function<Object, Object>) function.invokeExact());
        } catch (Throwable e) {
            throw new IllegalStateException("No accessor of " + accessor, e);
        }
    }

    @Override
    public @Nullable Object get(GraphQLFieldDefinition field, Object source,
            Supplier<DataFetchingEnvironment> environment) {
        return reader.apply(source);
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        return reader.apply(environment.getSource());
    }
}
