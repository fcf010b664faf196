package org.reelgraph.catalog.people;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.catalog.CatalogLoaders;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.PersonCard;
import org.reelgraph.catalog.images.Image;
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
                .field("images", env -> CatalogLoaders.ofKind(env, images(Required.source(env))))
                .field("filmography", env -> filmographies.page(env, Required.<PersonCard>source(env).id()));
        filmographies.addTo(schema);
    }

    private static List<Image> images(PersonCard person) {
        return switch (person) {
            case Person whole -> whole.images();
            case PersonCard.Brief brief -> throw new IllegalStateException(
                    "The images of " + brief.id() + " were not read.");
        };
    }
}
