package org.reelgraph;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.DefaultBeanContext;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

class BeanTypeIndexTest {

    private static Set<Class<?>> supertypes(Class<?> type) {
        var types = new LinkedHashSet<Class<?>>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            types.add(each);
            types.addAll(Set.of(each.getInterfaces()));
        }
        return types;
    }

    @Test
    void givenAnyTypeOfABean_whenItsBeansAreLookedFor_thenTheyAreThoseThatCanBeInjectedAsIt() throws Exception {
        var settings = Map.<String, Object>of("reelgraph.data-dir",
                ServerTest.newFolder("BeanTypeIndexTest").toString(),
                "reelgraph.serves", "false");
        try (var context = ApplicationContext.run(settings)) {
            var all = context.getAllBeanDefinitions();
            var types = all.stream().map(BeanDefinition::getBeanType).flatMap(type -> supertypes(type).stream())
                    .filter(type -> type.getName().startsWith("org.reelgraph")).collect(Collectors.toSet());
            var index = DefaultBeanContext.class.getDeclaredField("beanIndex");
            index.setAccessible(true);

            assertThat(types).hasSizeGreaterThan(300);
            assertThat(((Map<?, ?>) index.get(context)).keySet()).as("types in the index").containsAll((Set) types);
            for (var type : types) {
                var expected = all.stream().filter(definition -> definition.isCandidateBean(Argument.of(type)))
                        .map(BeanDefinition::getBeanType).collect(Collectors.toSet());
                assertThat(context.getBeanDefinitions(type).stream().map(BeanDefinition::getBeanType))
                        .as("beans of %s", type).allMatch(expected::contains);
                assertThat(context.containsBean(type)).as("a bean of %s", type)
                        .isEqualTo(!expected.isEmpty());
            }
        }
    }
}
