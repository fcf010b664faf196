package org.reelgraph.graphql.validation;

import graphql.execution.TypeFromAST;
import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.validation.VariablesTypesMatcher;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reelgraph.graphql.validation.Occurrences.Occurrence;

/** Explains what is wrong with variables: their declarations, uses and values. */
public final class VariableProblems {

    private final GraphQLSchema schema;
    private final FragmentGraph fragments;
    private final List<OperationDefinition> operations;

    VariableProblems(GraphQLSchema schema, Document document) {
        this.schema = schema;
        fragments = new FragmentGraph(document);
        operations = document.getDefinitionsOfType(OperationDefinition.class);
    }

    /** {@return what is wrong with the values of an operation's variables} */
    public static List<Problem> ofValues(GraphQLSchema schema, OperationDefinition operation,
            Map<String, Object> values) {
        return operation.getVariableDefinitions().stream().flatMap(variable -> {
            var name = variable.getName();
            var type = (GraphQLInputType) TypeFromAST.getTypeFromAST(schema, variable.getType());
            if (!values.containsKey(name)) {
                return variable.getDefaultValue() == null && GraphQLTypeUtil.isNonNull(type)
                        ? Stream.of(about(variable, name, "requires a value of the type " + printed(type) + "."))
                        : Stream.empty();
            }
            return ValueCheck.faults(new InputValue(values.get(name)), type, "The variable", "$" + name).stream()
                    .map(fault -> fault.orAt(variable));
        }).toList();
    }

    Stream<Problem> undefined(Occurrence<VariableReference> variable) {
        var name = variable.node().getName();
        var others = operations.stream().flatMap(operation -> operation.getVariableDefinitions().stream())
                .map(VariableDefinition::getName).distinct().filter(each -> !each.equals(name)).toList();
        return Stream.of(about(variable.node(), name, "isn't declared by the operation."
                + new Names(others, each -> "'$" + each + "'").suggested(name)
                + variable.input().map(type -> " Declare it as '$" + name + ": " + printed(type) + "'.").orElse("")));
    }

    Stream<Problem> mismatch(Occurrence<VariableReference> variable) {
        return variable.input().stream().flatMap(type -> users(variable)
                .flatMap(operation -> operation.getVariableDefinitions().stream()
                        .filter(each -> each.getName().equals(variable.node().getName()) && !fits(each, type))
                        .map(each -> mismatch(variable, each, operation, type))));
    }

    private Problem mismatch(Occurrence<VariableReference> variable, VariableDefinition declared,
            OperationDefinition operation, GraphQLInputType type) {
        var where = operations.size() == 1 ? "" : " in the operation '" + operation.getName() + "'";
        return about(variable.node(), declared.getName(), "has the type '" + AstPrinter.printAst(declared.getType())
                + "'" + where + ", but '" + ValueCheck.pathOf(variable.around()) + "' expects '" + printed(type)
                + "'. Declare it as '$" + declared.getName() + ": " + printed(type) + "'.");
    }

    // The operations that a place belongs to: its own operation, or those that use its fragment.
    private Stream<OperationDefinition> users(Occurrence<VariableReference> variable) {
        return variable.within(FragmentDefinition.class).map(fragment -> operations.stream()
                .filter(operation -> fragments.usedBy(operation).contains(fragment.getName())))
                .orElseGet(() -> variable.within(OperationDefinition.class).stream());
    }

    private boolean fits(VariableDefinition declared, GraphQLInputType type) {
        var own = TypeFromAST.getTypeFromAST(schema, declared.getType());
        return own != null && new VariablesTypesMatcher().doesVariableTypesMatch(own, declared.getDefaultValue(), type,
                null);
    }

    static Stream<Problem> unused(Occurrence<VariableDefinition> variable) {
        return about(variable, "is declared, but never used.");
    }

    static Stream<Problem> twice(Occurrence<VariableDefinition> variable) {
        return about(variable, "is declared more than once.");
    }

    static Stream<Problem> ofNoInputType(Occurrence<VariableDefinition> variable) {
        return about(variable, "can't have the type '" + AstPrinter.printAst(variable.node().getType())
                + "': variables must have scalar, enum or input types.");
    }

    static Stream<Problem> wrongDefault(Occurrence<VariableDefinition> variable) {
        var name = variable.node().getName();
        return variable.input().stream().flatMap(type -> ValueCheck
                .faults(new InputValue(variable.node().getDefaultValue()), type, "The default of", "$" + name).stream()
                .map(fault -> fault.orAt(variable.node())));
    }

    private static Stream<Problem> about(Occurrence<VariableDefinition> variable, String predicate) {
        return Stream.of(about(variable.node(), variable.node().getName(), predicate));
    }

    private static Problem about(Node<?> node, String name, String predicate) {
        return Problem.at(node, "The variable '$" + name + "' " + predicate);
    }

    private static String printed(GraphQLInputType type) {
        return GraphQLTypeUtil.simplePrint(type);
    }
}
