package org.reelgraph.catalog.lists;

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
    List<Person> findPage(PersonFilter filter, KeysetOrder<Person> order, Optional<Cursor> from, int most) {
        return filter.list().read(reader, selectivity, order.parts(from), most);
    }

    /** {@return how many people a filter lets through} */
    int count(PersonFilter filter) {
        return filter.list().count(reader);
    }
}
