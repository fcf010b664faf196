package org.reelgraph.graphql.validation;

import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.graphql.validation.Occurrences.Occurrence;

/** Explains what is wrong with a document's fragments, and with the types that it names. */
final class FragmentProblems {

    private final GraphQLSchema schema;
    private final List<FragmentDefinition> definitions;
    private final Map<String, FragmentDefinition> fragments;

    FragmentProblems(GraphQLSchema schema, Document document) {
        this.schema = schema;
        definitions = document.getDefinitionsOfType(FragmentDefinition.class);
        fragments = definitions.stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, each -> each, (one, other) -> one));
    }

    Stream<Problem> unknownType(Occurrence<TypeName> type) {
        return Stream.of(unknownType(type.node(), type.node().getName(),
                type.within(VariableDefinition.class).isPresent()
                        ? GraphQLInputType.class
                        : GraphQLCompositeType.class));
    }

    /** {@return the problems of fragments on unknown types; the parser records no location for their type names} */
    Stream<Problem> onUnknownTypes() {
        return definitions.stream().filter(each -> schema.getType(each.getTypeCondition().getName()) == null)
                .map(each -> unknownType(each, each.getTypeCondition().getName(), GraphQLCompositeType.class));
    }

    private Problem unknownType(Node<?> place, String name, Class<?> kind) {
        var types = schema.getAllTypesAsList().stream()
                .filter(each -> !each.getName().startsWith("__") && kind.isInstance(each));
        return Problem.at(place, "There is no type '" + name + "'." + Names.ofTypes(types).suggested(name));
    }

    Stream<Problem> undefined(Occurrence<FragmentSpread> spread) {
        var name = spread.node().getName();
        return Stream.of(Problem.at(spread.node(),
                "There is no fragment '" + name + "'." + Names.of(fragments.keySet()).suggestedOrListed(name)));
    }

    static Stream<Problem> unused(Occurrence<FragmentDefinition> fragment) {
        return Stream.of(Problem.at(fragment.node(), "The fragment '" + fragment.node().getName()
                + "' is never used. Use it as '..." + fragment.node().getName() + "', or remove it."));
    }

    static Stream<Problem> twice(Occurrence<FragmentDefinition> fragment) {
        return Stream.of(Problem.at(fragment.node(),
                "There is more than one fragment '" + fragment.node().getName() + "'."));
    }

    static Stream<Problem> impossible(Occurrence<InlineFragment> fragment) {
        return Stream.ofNullable(fragment.node().getTypeCondition()).flatMap(on -> impossible(fragment, on));
    }

    Stream<Problem> impossibleSpread(Occurrence<FragmentSpread> spread) {
        return Stream.ofNullable(fragments.get(spread.node().getName()))
                .flatMap(fragment -> impossible(spread, fragment.getTypeCondition()));
    }

    private static Stream<Problem> impossible(Occurrence<? extends Node<?>> fragment, TypeName on) {
        return fragment.parent().stream().map(parent -> Problem.at(fragment.node(), "A fragment on '" + on.getName()
                + "' never applies here: the objects here are of the type '" + parent.getName() + "'."));
    }

    static Stream<Problem> onNoObject(Occurrence<InlineFragment> fragment) {
        return Stream.ofNullable(fragment.node().getTypeCondition()).flatMap(on -> onNoObject(fragment.node(), on));
    }

    static Stream<Problem> definedOnNoObject(Occurrence<FragmentDefinition> fragment) {
        return onNoObject(fragment.node(), fragment.node().getTypeCondition());
    }

    private static Stream<Problem> onNoObject(Node<?> fragment, TypeName on) {
        return Stream.of(Problem.at(fragment, "A fragment must be on an object type, an interface or a union; '"
                + on.getName() + "' is none of these."));
    }
}
