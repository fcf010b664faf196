package org.reelgraph.graphql.limits;

import graphql.ExecutionInput;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLSchema;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.reelgraph.graphql.validation.Problem;

import static java.util.stream.Collectors.toMap;

/** Holds a valid document's operations to the limit of what they find: what hangs on no variable is forecast once. */
public final class DocumentCheck {

    /** What these sizes make of an operation, whose variables ask for as much as they can. */
    private record Verdict(SchemaSizes sizes, Optional<Problem> refusal) {
    }

    private final GraphQLSchema schema;
    private final OperationLimits limits;
    private final SizeStatistics statistics;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<OperationDefinition, Verdict> verdicts = new ConcurrentHashMap<>();
    private boolean sized;

    /** @param document parsed and valid */
    public DocumentCheck(Document document, GraphQLSchema schema, OperationLimits limits, SizeStatistics statistics) {
        this.schema = schema;
        this.limits = limits;
        this.statistics = statistics;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
        new NodeTraverser().preOrder(new SizeVariables(), document);
    }

    private final class SizeVariables extends NodeVisitorStub {

        @Override
        public TraversalControl visitArgument(Argument argument, TraverserContext<Node> context) {
            sized |= Forecast.SIZES.contains(argument.getName())
                    && argument.getValue() instanceof VariableReference;
            return TraversalControl.CONTINUE;
        }
    }

    /** {@return why an operation of the document is not executed; nothing where it may be} */
    public Optional<Problem> refusal(OperationDefinition operation, ExecutionInput input) {
        var sizes = statistics.current();
        var known = verdicts.get(operation);
        if (known == null || known.sizes() != sizes) {
            known = new Verdict(sizes, overBudget(operation, sizes, atMost(operation)));
            verdicts.put(operation, known);
        }
        return known.refusal().isPresent() && sized
                ? overBudget(operation, sizes, input.getRawVariables().toMap())
                : known.refusal();
    }

    // Most operations are within the limit whatever their variables ask for, so that these aren't looked at.
    private static Map<String, Object> atMost(OperationDefinition operation) {
        return operation.getVariableDefinitions().stream().map(VariableDefinition::getName).distinct()
                .collect(toMap(name -> name, name -> Double.POSITIVE_INFINITY));
    }

    private Optional<Problem> overBudget(OperationDefinition operation, SchemaSizes sizes,
            Map<String, Object> variables) {
        var found = new Forecast(schema, sizes, fragments, operation, variables)
                .of(new RootTypes(schema).of(operation).orElseThrow(), operation.getSelectionSet());
        return Forecast.sum(found) <= limits.nodes()
                ? Optional.empty()
                : Optional.of(Excess.of(found, limits.nodes()));
    }
}
