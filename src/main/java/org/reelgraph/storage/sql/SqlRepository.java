package org.reelgraph.storage.sql;

import io.micronaut.context.annotation.AliasFor;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A repository of Micronaut Data. It generates SQL for PostgreSQL also if the database is SQLite: Micronaut Data knows no
 * dialect for SQLite, and both understand what is generated for PostgreSQL as long as the program assigns the ids.
 * What they say differently is in {@link SqlDialect} and {@link JsonArray}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@JdbcRepository(dialect = Dialect.POSTGRES)
public @interface SqlRepository {

    /** {@return the data source: {@code default} reads, {@code writer} writes} */
    @AliasFor(annotation = Repository.class, member = "value")
    String value() default "default";
}
