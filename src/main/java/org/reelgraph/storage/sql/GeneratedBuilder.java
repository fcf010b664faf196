package org.reelgraph.storage.sql;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Generates {@code …Builder} for a record, which creates it by the names of its components, or copies it with other
 * values. A component that is not nullable needs a value. An entity's own methods must not have the builder as a type:
 * it doesn't exist yet when Micronaut Data reads the entity.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@RecordBuilder.Template(options = @RecordBuilder.Options(enableWither = false, enableGetters = false,
        addStaticBuilder = false, addClassRetainedGenerated = true, interpretNotNulls = true, defaultNotNull = true))
public @interface GeneratedBuilder {
}
