package org.reelgraph.settings.declaration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a setting: on the constructor parameter or record component that takes its value, or on a class if there is
 * none. The class has to be {@code @Introspected}, so that {@link DeclaredSettings} finds it. The environment variable
 * is the property in upper case, with underscores: {@code reelgraph.stop-grace} is {@code REELGRAPH_STOP_GRACE}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Repeatable(Setting.Several.class)
public @interface Setting {

    /** Several settings of one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Several {
        /** {@return the settings} */
        Setting[] value();
    }

    /** {@return what it is for, in Markdown} */
    String description();

    /**
     * {@return the property; by default the one that the parameter's {@code @Property} names, or the component's in the
     * record's {@code @ConfigurationProperties}}
     */
    String property() default "";

    /** {@return the value if nothing is set; none by default} */
    String defaultValue() default "";

    /** {@return what the program does if nothing is set and there is no default value, in Markdown} */
    String otherwise() default "";

    /**
     * {@return the form of a value; by default that of the parameter's type: a whole number, a time, true or false}
     */
    Class<? extends Form> form() default Form.class;

    /** {@return what a text is, in Markdown, if there is no form} */
    String values() default "";

    /** {@return the words that a value can be; any by default} */
    String[] oneOf() default {};

    /** {@return the lowest value of a whole number} */
    long min() default 1;

    /** {@return whether the database can keep a value; otherwise only the environment sets it} */
    boolean storable() default false;

    /** {@return whether its value is never shown} */
    boolean secret() default false;
}
