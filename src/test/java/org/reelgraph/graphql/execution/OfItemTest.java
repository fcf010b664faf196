package org.reelgraph.graphql.execution;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.plan.Property;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever adds a field below a media item says in this list what it depends on, having thought about it. */
class OfItemTest extends ServerTest {

    private static final Path LIST = Path.of("src/test/resources/answers/of-items.txt");

    @Inject
    GraphQLSchema schema;

    @Test
    void givenTheFieldsBelowMediaItems_whenLookedAt_thenItIsKnownWhatTheyDependOn() throws IOException {
        var found = new TreeSet<String>();
        var open = new ArrayDeque<GraphQLObjectType>();
        schema.getQueryType().getFieldDefinitions().stream().filter(field -> field.hasAppliedDirective("ofItem"))
                .forEach(root -> open.add((GraphQLObjectType) GraphQLTypeUtil.unwrapAll(root.getType())));
        while (!open.isEmpty()) {
            var type = open.remove();
            for (var field : type.getFieldDefinitions()) {
                var line = type.getName() + "." + field.getName() + " " + dependence(type, field);
                if (found.add(line) && !line.endsWith("the database")
                        && GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType below) {
                    open.add(below);
                }
            }
        }

        assertThat(String.join("\n", found) + "\n").isEqualTo(Files.readString(LIST));
    }

    private String dependence(GraphQLObjectType type, GraphQLFieldDefinition field) {
        return schema.getCodeRegistry().getDataFetcher(FieldCoordinates.coordinates(type, field),
                field) instanceof Property
                        ? "its object"
                        : field.hasAppliedDirective("ofItem") ? "the item" : "the database";
    }
}
