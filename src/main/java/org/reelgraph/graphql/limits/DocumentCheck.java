package org.reelgraph.graphql.limits;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLSchema;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import org.reelgraph.graphql.limits.Forecast.Part;
import org.reelgraph.graphql.validation.Problem;

import static java.util.stream.Collectors.toMap;

/**
 * Checks a valid document's operations against the limits on what they return. The forecast that doesn't depend on
 * variables is made once.
 */
public final class DocumentCheck {

    // Averages may be half as much again too high, so a query is rejected unexecuted only at this multiple of the
    // limit.
    private static final double MARGIN = 2;
    // The fraction of the maximum number of values from which a query counts as large. Such a query takes some ten
    // milliseconds or more.
    private static final double LARGE = 0.02;

    /** The result for an operation with these list sizes, assuming that its variables ask for as much as they can. */
    private record Verdict(SchemaSizes sizes, Optional<Problem> refusal, boolean large) {
    }

    private final GraphQLSchema schema;
    private final OperationLimits limits;
    private final SizeStatistics statistics;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<OperationDefinition, Verdict> verdicts = new ConcurrentHashMap<>();
    private final Weights weights;
    private boolean sized;

    /** @param document parsed and valid */
    public DocumentCheck(Document document, GraphQLSchema schema, OperationLimits limits, SizeStatistics statistics) {
        this.schema = schema;
        this.limits = limits;
        this.statistics = statistics;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
        weights = new Weights(schema, fragments);
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

    /** {@return why an operation of the document is not executed; empty if it is} */
    public Optional<Problem> refusal(OperationDefinition operation, Map<String, Object> variables) {
        var known = verdict(operation);
        return known.refusal().isPresent() && sized
                ? overBudget(operation, known.sizes(), variables)
                : known.refusal();
    }

    /** {@return whether a query is expected to return so much that shorter queries should not wait for it} */
    public boolean isLarge(OperationDefinition operation, Map<String, Object> variables) {
        var known = verdict(operation);
        return known.large() && sized
                ? isLarge(operation, known.sizes(), variables)
                : known.large();
    }

    private Verdict verdict(OperationDefinition operation) {
        var sizes = statistics.current();
        var known = verdicts.get(operation);
        if (known == null || known.sizes() != sizes) {
            var most = atMost(operation);
            known = new Verdict(sizes, overBudget(operation, sizes, most), isLarge(operation, sizes, most));
            verdicts.put(operation, known);
        }
        return known;
    }

    private boolean isLarge(OperationDefinition operation, SchemaSizes sizes, Map<String, Object> variables) {
        return !(Part.sum(forecast(operation, sizes, variables)).values() <= limits.values() * LARGE);
    }

    // Most operations are within the limits whatever their variables ask for; then the variables need not be read.
    private static Map<String, Object> atMost(OperationDefinition operation) {
        return operation.getVariableDefinitions().stream().map(VariableDefinition::getName).distinct()
                .collect(toMap(name -> name, name -> Double.POSITIVE_INFINITY));
    }

    private Optional<Problem> overBudget(OperationDefinition operation, SchemaSizes sizes,
            Map<String, Object> variables) {
        var parts = forecast(operation, sizes, variables);
        var load = Part.sum(parts);
        if (!(load.objects() <= limits.nodes())) {
            return Optional.of(new Excess(parts, believed()).problem(String.format(Locale.ENGLISH,
                    "The operation would return about %,d objects; the limit (nodes) is %,d.", (long) load.objects(),
                    limits.nodes())));
        }
        // How much a mutation returns is only assumed by the schema.
        return operation.getOperation() == Operation.MUTATION || load.values() <= limits.values() * MARGIN
                ? Optional.empty()
                : Optional.of(new Excess(parts, believed()).problem(String.format(Locale.ENGLISH,
                        "The response would have about %,d values; the limit (values) is %,d.", (long) load.values(),
                        limits.values())));
    }

    private List<Part> forecast(OperationDefinition operation, SchemaSizes sizes, Map<String, Object> variables) {
        return new Forecast(schema, sizes, fragments, weights, operation, variables)
                .of(new RootTypes(schema).of(operation).orElseThrow(), operation.getSelectionSet());
    }

    // The advice should also keep the response within its limits, for which there are only averages and estimates.
    private Load believed() {
        return new Load(limits.nodes(), limits.values() / MARGIN, limits.answer() / MARGIN);
    }

    /**
     * {@return what to ask for instead of an operation whose response turned out too large; empty if it asks for no
     * list}
     *
     * @param tooLarge the message about the response
     */
    public Optional<Problem> advice(OperationDefinition operation, Map<String, Object> variables, String tooLarge) {
        var parts = forecast(operation, statistics.current(), variables);
        // It is unknown how far off the averages were, so a quarter is tried first.
        return DoubleStream.of(0.25, 0.5, 0.9).mapToObj(share -> Part.sum(parts).times(share).least(believed()))
                .map(most -> new Excess(parts, most).advice(tooLarge)).flatMap(Optional::stream).findFirst()
                .or(() -> new Excess(parts, believed()).anyList(tooLarge));
    }
}
