package org.reelgraph.catalog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads people. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface PersonRepository extends GenericRepository<Person, Long> {

    /** {@return the people of these ids, in no order} */
    @Query("SELECT * FROM people WHERE id IN (SELECT value FROM json_each(:ids))")
    List<Person> findByIds(String ids);
}
