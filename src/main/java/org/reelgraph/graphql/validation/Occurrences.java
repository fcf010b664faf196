package org.reelgraph.graphql.validation;

import graphql.language.Document;
import graphql.language.Node;
import graphql.language.SourceLocation;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLSchema;
import graphql.validation.DocumentVisitor;
import graphql.validation.LanguageTraversal;
import graphql.validation.TraversalContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where each node of a document is located, in the text and in the schema. */
final class Occurrences {

    /**
     * A node of a document.
     *
     * @param around    the enclosing nodes, innermost last
     * @param parent    the type whose field this node is or belongs to
     * @param field     the field that this node is or belongs to
     * @param directive the directive that this node is or belongs to
     * @param input     the type of a value at this place
     */
    record Occurrence<T>(T node, List<Node<?>> around, Optional<GraphQLCompositeType> parent,
            Optional<GraphQLFieldDefinition> field, Optional<GraphQLDirective> directive,
            Optional<GraphQLInputType> input) {

        /** {@return the innermost enclosing node of this kind} */
        <A> Optional<A> within(Class<A> kind) {
            return around.reversed().stream().filter(kind::isInstance).map(kind::cast).findFirst();
        }
    }

    private final Map<SourceLocation, List<Occurrence<?>>> byLocation = new LinkedHashMap<>();

    Occurrences(GraphQLSchema schema, Document document) {
        new LanguageTraversal().traverse(document, new Collecting(new TraversalContext(schema)));
    }

    private final class Collecting implements DocumentVisitor {

        private final TraversalContext types;

        private Collecting(TraversalContext types) {
            this.types = types;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void enter(Node node, List<Node> around) {
            types.enter(node, around);
            if (node.getSourceLocation() == null) {
                return;
            }
            List<Node<?>> path = new ArrayList<>(around.size());
            around.forEach(path::add);
            byLocation.computeIfAbsent(node.getSourceLocation(), key -> new ArrayList<>())
                    .add(new Occurrence<>((Node<?>) node, path, Optional.ofNullable(types.getParentType()),
                            Optional.ofNullable(types.getFieldDef()), Optional.ofNullable(types.getDirective()),
                            Optional.ofNullable(types.getInputType())));
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void leave(Node node, List<Node> around) {
            types.leave(node, around);
        }
    }

    /** {@return the nodes of a kind that start at this location} */
    @SuppressWarnings("unchecked")
    <T> Stream<Occurrence<T>> at(SourceLocation place, Class<T> kind) {
        return byLocation.getOrDefault(place, List.of()).stream().filter(each -> kind.isInstance(each.node()))
                .map(each -> (Occurrence<T>) each);
    }
}
