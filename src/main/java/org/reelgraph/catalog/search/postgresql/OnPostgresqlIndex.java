package org.reelgraph.catalog.search.postgresql;

import io.micronaut.context.annotation.Requires;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A bean that is there if the library, and with it its index, is in PostgreSQL. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Requires(property = "reelgraph.storage", value = "postgresql")
@interface OnPostgresqlIndex {
}
