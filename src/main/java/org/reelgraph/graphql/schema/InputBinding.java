package org.reelgraph.graphql.schema;

import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.NonNullType;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.type.Argument;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.RequestException;

/**
 * Binds an input object to a record whose components are named like its fields. The component of a field that can be
 * null is an {@link Optional}, or an {@link ArgumentValue}.
 *
 * @param <T> the record, which has to be introspected
 */
public final class InputBinding<T> {

    private final BeanIntrospection<T> introspection;
    private final List<Argument<?>> components;

    private InputBinding(BeanIntrospection<T> introspection) {
        this.introspection = introspection;
        this.components = List.of(introspection.getConstructorArguments());
    }

    /** {@return the binding to a record} */
    public static <T> InputBinding<T> to(Class<T> type) {
        return new InputBinding<>(BeanIntrospection.getIntrospection(type));
    }

    /**
     * {@return the record of an input object that the schema allows}
     *
     * @throws RequestException if a date or an instant is invalid
     */
    public T bind(Map<String, Object> input) {
        return introspection.instantiate(components.stream().map(component -> value(component, input)).toArray());
    }

    private static @Nullable Object value(Argument<?> component, Map<String, Object> input) {
        var name = component.getName();
        if (!isNullable(component)) {
            return converted(component, name, input.get(name));
        }
        var value = Optional.ofNullable(converted(component.getTypeParameters()[0], name, input.get(name)));
        return component.getType() == ArgumentValue.class
                ? new ArgumentValue<>(input.containsKey(name), value)
                : value;
    }

    private static boolean isNullable(Argument<?> component) {
        return component.getType() == Optional.class || component.getType() == ArgumentValue.class;
    }

    private static @Nullable Object converted(Argument<?> type, String name, @Nullable Object value) {
        InvalidScalar.reject(name, value);
        return value != null && type.getType().isEnum() ? constant(type.getType(), (String) value) : value;
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // the schema has checked that it is one of them
    private static Object constant(Class type, String name) {
        return Enum.valueOf(type, name);
    }

    /** Adds a message for each difference between the record and the input type. */
    void compare(InputObjectTypeDefinition type, Collection<String> differences) {
        var fields = type.getInputValueDefinitions().stream()
                .collect(Collectors.toMap(InputValueDefinition::getName, field -> field));
        var unread = new TreeSet<>(fields.keySet());
        for (var component : components) {
            unread.remove(component.getName());
            Optional.ofNullable(fields.get(component.getName())).ifPresentOrElse(field -> {
                if (field.getType() instanceof NonNullType == isNullable(component)) {
                    differences.add(type.getName() + "." + field.getName()
                            + " can be null either in the schema or in the code, not in both");
                }
            }, () -> differences.add("the schema has no " + type.getName() + "." + component.getName()));
        }
        unread.forEach(name -> differences.add("nothing reads " + type.getName() + "." + name));
    }
}
