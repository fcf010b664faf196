package org.reelgraph.settings.declaration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All settings that are declared by {@link Setting}. They are known before there are beans. */
public final class DeclaredSettings {

    private static final String PROGRAM = "org.reelgraph.";

    /** Sorted by their names. */
    public static final List<DeclaredSetting> ALL = find();

    private DeclaredSettings() {
    }

    /** {@return the setting with this name} */
    public static Optional<DeclaredSetting> named(String name) {
        return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    private static List<DeclaredSetting> find() {
        var found = BeanIntrospector.SHARED
                .findIntrospections(reference -> reference.getName().startsWith(PROGRAM)).stream()
                .flatMap(DeclaredSettings::declaredBy).sorted(Comparator.comparing(DeclaredSetting::name)).toList();
        var names = found.stream().collect(Collectors.groupingBy(DeclaredSetting::name, Collectors.counting()));
        names.forEach((name, count) -> {
            if (count > 1) {
                throw new IllegalStateException("The setting " + name + " is declared " + count + " times.");
            }
        });
        return found;
    }

    private static Stream<DeclaredSetting> declaredBy(BeanIntrospection<?> type) {
        var ofClass = type.getAnnotationValuesByType(Setting.class).stream()
                .map(setting -> DeclaredSetting.of(setting, setting.stringValue("property").orElseThrow(),
                        String.class));
        return Stream.concat(ofClass, Arrays.stream(type.getConstructorArguments())
                .flatMap(
                        parameter -> Optional.ofNullable(parameter.getAnnotationMetadata().getAnnotation(Setting.class))
                                .map(setting -> DeclaredSetting.of(setting, propertyOf(setting, type, parameter),
                                        parameter.getType()))
                                .stream()));
    }

    private static String propertyOf(AnnotationValue<Setting> setting, BeanIntrospection<?> type,
            Argument<?> parameter) {
        return setting.stringValue("property").filter(property -> !property.isEmpty())
                .or(() -> parameter.getAnnotationMetadata().stringValue(Property.class, "name"))
                .or(() -> type.stringValue(ConfigurationProperties.class)
                        .map(prefix -> prefix + "." + NameUtils.hyphenate(parameter.getName())))
                .orElseThrow(() -> new IllegalStateException("The setting " + parameter.getName() + " of "
                        + type.getBeanType().getName() + " has no property."));
    }
}
