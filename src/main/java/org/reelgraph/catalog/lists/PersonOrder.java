package org.reelgraph.catalog.lists;

import java.util.List;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.graphql.paging.SortField;
import org.reelgraph.graphql.paging.SortField.Type;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;

/** The fields that people can be ordered by. */
final class PersonOrder {

    private static final int MAX = 2;

    private PersonOrder() {
    }

    /** {@return all fields, with names sorted by these keys} */
    static SortFields<Person> fields(SortKeys sortKeys) {
        // Ids grow with the time of creation.
        return new SortFields<>(List.of(
                SortField.of("NAME", "sort_key", Type.TEXT, person -> sortKeys.of(person.name())),
                SortField.of("CREATED_AT", "id", Type.INTEGER, Person::id)), MAX, Person::id,
                TieBreaker.LIKE_THE_FIRST_FIELD);
    }
}
