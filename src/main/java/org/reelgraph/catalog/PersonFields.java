package org.reelgraph.catalog;

import jakarta.inject.Singleton;
import org.reelgraph.graphql.NodeType;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;

/** The type Person. */
@Singleton
class PersonFields implements SchemaPart {

    private final CatalogLoaders loaders;
    private final Filmographies filmographies;

    PersonFields(CatalogLoaders loaders, Filmographies filmographies) {
        this.loaders = loaders;
        this.filmographies = filmographies;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.node(new NodeType<>("Person", "person", Person.class, Person::id, loaders.personById::load))
                .field("filmography", env -> filmographies.page(env, env.<Person>getSource().id()));
        filmographies.addTo(schema);
    }
}
