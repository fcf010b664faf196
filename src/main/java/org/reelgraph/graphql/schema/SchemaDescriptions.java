package org.reelgraph.graphql.schema;

import graphql.language.AbstractDescribedNode;
import graphql.language.Description;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Rights;
import org.reelgraph.graphql.access.Role;

/** Adds the required role to the descriptions of types and fields, since introspection doesn't show directives. */
final class SchemaDescriptions {

    private SchemaDescriptions() {
    }

    static void addRoles(TypeDefinitionRegistry contract, Rights rights) {
        for (var type : contract.getTypes(ObjectTypeDefinition.class)) {
            contract.remove(type);
            contract.add(type.transform(told -> told.description(described(type, rights.needed(type)))
                    .fieldDefinitions(type.getFieldDefinitions().stream()
                            .map(field -> field.transform(
                                    each -> each.description(described(field, rights.needed(field)))))
                            .toList())));
        }
    }

    private static @Nullable Description described(AbstractDescribedNode<?> node, Optional<Role> needed) {
        var known = node.getDescription();
        var text = known == null ? "" : known.getContent() + "\n\n";
        return needed.map(role -> new Description(text + "Requires " + role + ".", node.getSourceLocation(), true))
                .orElse(known);
    }
}
