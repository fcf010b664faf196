package org.reelgraph.catalog.lists;

import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.catalog.Person;

/** Reads lists of people. */
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class PersonListRepository implements GenericRepository<Person, Long> {

    private final JdbcOperations operations;
    private final SelectivityEstimator selectivity;

    PersonListRepository(JdbcOperations operations, SelectivityEstimator selectivity) {
        this.operations = operations;
        this.selectivity = selectivity;
    }

    /** {@return the first people of a part of the list that a filter lets through} */
    @Connectable(readOnly = true)
    List<Person> findPage(PersonFilter filter, ListPart part, int most) {
        return filter.list().read(operations, selectivity, List.of(part), most);
    }

    /** {@return how many people a filter lets through} */
    @Connectable(readOnly = true)
    int count(PersonFilter filter) {
        return filter.list().count(operations);
    }
}
