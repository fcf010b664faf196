package org.reelgraph.settings.declaration;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.reflect.InstantiationUtils;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that the owner can set.
 *
 * @param name         the environment variable
 * @param property     the same as the program's configuration names it
 * @param description  what it is for
 * @param form         the form of its value
 * @param defaultValue its value if nothing is set
 * @param otherwise    what the program does if there is no value; empty if nothing needs to be said
 * @param storable     whether the database can keep a value; otherwise only the environment sets it
 * @param secret       whether its value is never shown
 */
public record DeclaredSetting(String name, String property, String description, Form form,
        Optional<String> defaultValue, String otherwise, boolean storable, boolean secret) {

    /** {@return the setting that an annotation declares for a parameter of this type} */
    static DeclaredSetting of(AnnotationValue<Setting> declared, String property, Class<?> type) {
        return new DeclaredSetting(property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), property,
                declared.stringValue("description").orElseThrow(), formOf(declared, type),
                declared.stringValue("defaultValue").filter(value -> !value.isEmpty()),
                declared.stringValue("otherwise").orElse(""), declared.isTrue("storable"), declared.isTrue("secret"));
    }

    private static Form formOf(AnnotationValue<Setting> declared, Class<?> type) {
        var words = declared.stringValues("oneOf");
        if (words.length > 0) {
            return new Form.OneOf(List.of(words));
        }
        return declared.classValue("form").filter(form -> form != Form.class)
                .map(form -> (Form) InstantiationUtils.instantiate(form)).orElseGet(() -> formOf(type, declared));
    }

    private static Form formOf(Class<?> type, AnnotationValue<Setting> declared) {
        if (type == int.class || type == long.class) {
            return new Form.WholeNumber(declared.longValue("min").orElse(1),
                    type == int.class ? Integer.MAX_VALUE : Form.WholeNumber.MAX);
        }
        return type == Duration.class
                ? new Form.Time()
                : type == boolean.class
                        ? new Form.TrueOrFalse()
                        : new Form.Text(declared.stringValue("values").orElse(""));
    }
}
