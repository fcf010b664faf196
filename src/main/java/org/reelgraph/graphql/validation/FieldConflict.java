package org.reelgraph.graphql.validation;

import graphql.language.AstComparator;
import graphql.language.Field;
import graphql.language.SourceLocation;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.text.WordUtils;
import org.reelgraph.graphql.validation.Occurrences.Occurrence;

/**
 * Two fields with the same response name that may be impossible to merge (GraphQL specification, "Field Selection
 * Merging").
 */
record FieldConflict(Occurrence<Field> one, Occurrence<Field> other) {

    // Bounds the number of comparisons: among very many fields, the conflict is sought among the first ones only.
    private static final int MAX = 20;

    /** {@return the problem of fields, at least two of which conflict} */
    static Problem among(List<Occurrence<Field>> fields) {
        var some = fields.stream().limit(MAX).toList();
        var pairs = IntStream.range(0, some.size()).boxed().flatMap(one -> some.stream().skip(one + 1L)
                .map(other -> new FieldConflict(some.get(one), other))).toList();
        var key = fields.getFirst().node().getResultKey();
        var reason = pairs.stream().map(FieldConflict::ofOneObject).flatMap(Optional::stream).findFirst()
                .or(() -> pairs.stream().map(FieldConflict::ofTypes).flatMap(Optional::stream).findFirst())
                .orElse("The fields named '" + key + "' can't be merged. Give each its own alias.");
        return new Problem(reason, fields.stream().map(field -> field.node().getSourceLocation()).distinct()
                .sorted(Comparator.comparingInt(SourceLocation::getLine).thenComparingInt(SourceLocation::getColumn))
                .toList());
    }

    private Optional<String> ofOneObject() {
        var key = one.node().getResultKey();
        var name = other.node().getName();
        if (isOfDifferentObjects()) {
            return Optional.empty();
        }
        if (!one.node().getName().equals(name)) {
            return Optional.of("'" + key + "' would be both '" + one.node().getName() + "' and '" + name
                    + "' in the response. Give one of them its own alias, such as '" + key + "2: " + name + "'.");
        }
        return haveSameArguments()
                ? Optional.empty()
                : Optional.of("The field '" + name + "' is requested twice with different arguments, under the name '"
                        + key + "'. Give one of them its own alias, such as '" + key + "2: " + name + "(…)'.");
    }

    private boolean isOfDifferentObjects() {
        return one.parent().isPresent() && other.parent().isPresent()
                && one.parent().get() instanceof GraphQLObjectType type
                && other.parent().get() instanceof GraphQLObjectType otherType
                && !type.getName().equals(otherType.getName());
    }

    private boolean haveSameArguments() {
        var arguments = one.node().getArguments();
        var others = other.node().getArguments();
        return arguments.size() == others.size() && arguments.stream().allMatch(argument -> others.stream()
                .anyMatch(each -> each.getName().equals(argument.getName())
                        && AstComparator.sameValue(argument.getValue(), each.getValue())));
    }

    private Optional<String> ofTypes() {
        var type = typeOf(one);
        var otherType = typeOf(other);
        var owner = other.parent().map(GraphQLNamedType::getName).orElse("");
        return type.equals(otherType)
                ? Optional.empty()
                : Optional.of("'" + one.node().getResultKey() + "' would have the type '" + type + "' in '"
                        + one.parent().map(GraphQLNamedType::getName).orElse("") + "' and '" + otherType + "' in '"
                        + owner + "'. Give one of them its own alias, such as '"
                        + WordUtils.uncapitalize(owner) + WordUtils.capitalize(other.node().getName()) + ": "
                        + other.node().getName() + "'.");
    }

    private static String typeOf(Occurrence<Field> field) {
        return field.field().map(definition -> GraphQLTypeUtil.simplePrint(definition.getType())).orElse("");
    }
}
