package org.reelgraph.storage.postgresql;

import io.micronaut.context.annotation.Requires;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A bean of a server whose owner has named a replica of the database. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@OnPostgresql
@Requires(property = "reelgraph.replica", value = "true")
@Requires(property = "reelgraph.serves", value = "true")
@interface WithReplica {
}
