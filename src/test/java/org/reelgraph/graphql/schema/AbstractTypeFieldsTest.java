package org.reelgraph.graphql.schema;

import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One query may select fields of one name of all members of a union or interface: so these have one shape (GraphQL,
 * section 5.3.2).
 */
class AbstractTypeFieldsTest {

    private static final Set<String> BUILT_IN = Set.of("ID", "String", "Int", "Float", "Boolean");
    // What became of an account, a job and a record has words of its own in each, but may be null in none.
    private static final Set<String> WORDS_OF_THEIR_OWN = Set.of("action", "status", "outcome");

    private final TypeDefinitionRegistry schema = new SchemaParser().parse(read());

    private static String read() {
        try {
            return Files.readString(Path.of("schema.graphqls"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ObjectTypeDefinition> objects() {
        return schema.getTypes(ObjectTypeDefinition.class);
    }

    private static List<String> differences(List<ObjectTypeDefinition> members, TypeDefinitionRegistry schema) {
        var found = new ArrayList<String>();
        for (var one : members) {
            for (var other : members) {
                for (var field : one.getFieldDefinitions()) {
                    other.getFieldDefinitions().stream().filter(each -> each.getName().equals(field.getName()))
                            .filter(each -> !shape(field, schema).equals(shape(each, schema)))
                            .forEach(each -> found
                                    .add(one.getName() + "." + field.getName() + " and " + other.getName() + "."
                                            + each.getName()));
                }
            }
        }
        return found;
    }

    private static String shape(FieldDefinition field, TypeDefinitionRegistry schema) {
        var shape = shape(field.getType(), schema);
        return WORDS_OF_THEIR_OWN.contains(field.getName()) ? shape.replaceFirst("\\w+", "word") : shape;
    }

    private static String shape(Type<?> type, TypeDefinitionRegistry schema) {
        return switch (type) {
            case NonNullType required -> shape(required.getType(), schema) + "!";
            case ListType list -> "[" + shape(list.getType(), schema) + "]";
            case TypeName named -> isLeaf(named.getName(), schema) ? named.getName() : "object";
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static boolean isLeaf(String type, TypeDefinitionRegistry schema) {
        return BUILT_IN.contains(type) || schema.getTypeOrNull(type, ScalarTypeDefinition.class) != null
                || schema.getTypeOrNull(type, EnumTypeDefinition.class) != null;
    }

    @Test
    void givenAUnion_whenFieldsOfOneNameAreSelected_thenTheyHaveOneShape() {
        for (var union : schema.getTypes(UnionTypeDefinition.class)) {
            var members = union.getMemberTypes().stream().map(member -> ((TypeName) member).getName()).toList();

            assertThat(
                    differences(objects().stream().filter(type -> members.contains(type.getName())).toList(), schema))
                    .isEmpty();
        }
    }

    @Test
    void givenAnInterface_whenFieldsOfOneNameAreSelected_thenTheyHaveOneShape() {
        for (var name : List.of("Node", "Media")) {
            var members = objects().stream().filter(type -> type.getImplements().stream()
                    .anyMatch(each -> ((TypeName) each).getName().equals(name))).toList();

            assertThat(members).hasSizeGreaterThan(3);
            assertThat(differences(members, schema)).isEmpty();
        }
    }
}
