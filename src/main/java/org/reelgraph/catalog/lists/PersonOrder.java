package org.reelgraph.catalog.lists;

import java.util.List;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.graphql.paging.SortField;
import org.reelgraph.graphql.paging.SortField.Type;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;

/** What people can be ordered by. */
final class PersonOrder {

    private static final int MAX = 2;

    private PersonOrder() {
    }

    /** {@return all fields, with names in this order} */
    static SortFields<Person> fields(SortKeys sortKeys) {
        // Ids are given in the order of time.
        return new SortFields<>(List.of(
                SortField.of("NAME", "sort_key", Type.TEXT, person -> sortKeys.of(person.name())),
                SortField.of("CREATED_AT", "id", Type.INTEGER, Person::id)), MAX, Person::id,
                TieBreaker.LIKE_THE_FIRST_FIELD);
    }
}
