package org.reelgraph;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.DefaultBeanContext;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.inject.BeanDefinitionReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Micronaut find beans by their types. For each type that is injected it looks through the definitions of all beans,
 * unless the type is in its index, where only a few types of its own are. With more than a thousand definitions, that took
 * two fifths of a start; so all types are put there. Micronaut offers no way to do that at run time, hence the reflection:
 * if a version of it has other fields, a warning is logged, and beans are found as before.
 */
@ContextConfigurer
public final class BeanTypeIndex implements ApplicationContextConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(BeanTypeIndex.class);

    @Override
    public void configure(ApplicationContext context) {
        try {
            fill((DefaultBeanContext) context);
        } catch (ReflectiveOperationException | ClassCastException | NoSuchElementException e) {
            LOG.warn("Beans are looked for in all definitions, so that the start takes longer: {}", e.toString());
        }
    }

    @SuppressWarnings("unchecked") // as the fields are declared
    private static void fill(DefaultBeanContext context) throws ReflectiveOperationException {
        var producers = (Collection<Object>) value(context, "beanDefinitionsClasses").orElseThrow();
        var index = (Map<Class<?>, Collection<Object>>) value(context, "beanIndex").orElseThrow();
        var indexed = (Set<Class<?>>) value(context, "indexedTypes").orElseThrow();
        var byType = byType(producers);
        byType.keySet().removeAll(indexed);
        // Everything, so that it is no use.
        byType.remove(Object.class);
        index.putAll(byType);
        indexed.addAll(byType.keySet());
    }

    private static Map<Class<?>, Collection<Object>> byType(Collection<Object> producers)
            throws ReflectiveOperationException {
        var byType = new HashMap<Class<?>, Collection<Object>>();
        var ofAnyType = new ArrayList<Object>();
        for (var producer : producers) {
            // Empty if the bean is disabled for good.
            if (value(producer, "reference").orElse(null) instanceof BeanDefinitionReference<?> reference) {
                if (reference.isContainerType()) {
                    ofAnyType.add(producer);
                } else {
                    types(reference).forEach(type -> byType.computeIfAbsent(type, first -> new ArrayList<>(1))
                            .add(producer));
                }
            }
        }
        byType.values().forEach(candidates -> candidates.addAll(ofAnyType));
        return byType;
    }

    /** {@return the types as which a bean can be injected} */
    private static Set<Class<?>> types(BeanDefinitionReference<?> reference) {
        if (!reference.getExposedTypes().isEmpty()) {
            return reference.getExposedTypes();
        }
        var types = new HashSet<Class<?>>();
        add(reference.getBeanType(), types);
        return types;
    }

    private static void add(Class<?> type, Set<Class<?>> types) {
        if (types.add(type)) {
            List.of(type.getInterfaces()).forEach(each -> add(each, types));
            if (type.getSuperclass() != null) {
                add(type.getSuperclass(), types);
            }
        }
    }

    private static Optional<Object> value(Object owner, String name) throws ReflectiveOperationException {
        var field = (owner instanceof DefaultBeanContext ? DefaultBeanContext.class : owner.getClass())
                .getDeclaredField(name);
        field.setAccessible(true);
        return Optional.ofNullable(field.get(owner));
    }
}
