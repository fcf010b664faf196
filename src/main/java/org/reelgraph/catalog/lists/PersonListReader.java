package org.reelgraph.catalog.lists;

import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.Person;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.KeysetOrder;
import org.reelgraph.storage.sql.SelectReader;

/** Reads lists of people. */
@Singleton
class PersonListReader {

    private final SelectReader reader;
    private final SelectivityEstimator selectivity;

    PersonListReader(SelectReader reader, SelectivityEstimator selectivity) {
        this.reader = reader;
        this.selectivity = selectivity;
    }

    /** {@return the first people that a filter lets through, in this order, from a place on} */
    @Connectable(readOnly = true)
    List<Person> findPage(PersonFilter filter, KeysetOrder<Person> order, Optional<Cursor> from, int most) {
        return filter.list().read(reader, selectivity, order.parts(from), most);
    }

    /** {@return how many people a filter lets through} */
    @Connectable(readOnly = true)
    int count(PersonFilter filter) {
        return filter.list().count(reader);
    }
}
