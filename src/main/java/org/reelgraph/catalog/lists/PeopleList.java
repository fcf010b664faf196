package org.reelgraph.catalog.lists;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.media.CatalogQueries;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The list of all people. */
@Singleton
class PeopleList implements SchemaContributor {

    private static final String PEOPLE = "people";

    private final PersonListReader people;
    private final SortKeys sortKeys;
    private final TitleIndex titles;

    PeopleList(PersonListReader people, SortKeys sortKeys, TitleIndex titles) {
        this.people = people;
        this.sortKeys = sortKeys;
        this.titles = titles;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field(PEOPLE, env -> page(env, schema));
        schema.connection("Person");
    }

    private Connection<Person> page(DataFetchingEnvironment env, SchemaAssembly schema) {
        var filter = PersonFilter.of(env.getArgument("filter"), sortKeys, titles,
                id -> CatalogQueries.mediaType(schema, id).idOf(id));
        var order = PersonOrder.fields(sortKeys).order(env.getArgument("orderBy"));
        return Connection.inOrder(env, ListName.of(PEOPLE, sortKeys, order, env.getArgument("filter")), order,
                (way, from, most) -> people.findPage(filter, way, from, most), count -> people.count(filter));
    }
}
