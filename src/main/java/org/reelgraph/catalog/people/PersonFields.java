package org.reelgraph.catalog.people;

import jakarta.inject.Singleton;
import org.reelgraph.catalog.CatalogLoaders;
import org.reelgraph.catalog.PersonCard;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The type Person. */
@Singleton
class PersonFields implements SchemaContributor {

    private final CatalogLoaders loaders;
    private final Filmographies filmographies;

    PersonFields(CatalogLoaders loaders, Filmographies filmographies) {
        this.loaders = loaders;
        this.filmographies = filmographies;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.node(new NodeType<>("Person", "person", PersonCard.class, PersonCard::id, loaders.personById::load))
                .field("filmography", env -> filmographies.page(env, Required.<PersonCard>source(env).id()));
        filmographies.addTo(schema);
    }
}
