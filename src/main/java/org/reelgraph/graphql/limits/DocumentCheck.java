package org.reelgraph.graphql.limits;

import graphql.ExecutionInput;
import graphql.execution.UnknownOperationException;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeUtil;
import graphql.language.NodeVisitorStub;
import graphql.language.OperationDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Holds a valid document's operations to the limits: what hangs on no variable is measured once. */
public final class DocumentCheck {

    private final GraphQLSchema schema;
    private final OperationLimits limits;
    private final Document document;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<OperationDefinition, Optional<String>> refusals = new HashMap<>();
    private boolean sized;

    /** @param document parsed and valid */
    public DocumentCheck(Document document, GraphQLSchema schema, OperationLimits limits) {
        this.schema = schema;
        this.limits = limits;
        this.document = document;
        fragments = new HashMap<>();
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
        new NodeTraverser().preOrder(new VariableUse(), document);
        var measuring = new Measuring(fragments);
        document.getDefinitionsOfType(OperationDefinition.class)
                .forEach(operation -> refusals.put(operation, check(operation, measuring)));
    }

    private final class VariableUse extends NodeVisitorStub {

        @Override
        public TraversalControl visitArgument(Argument argument, TraverserContext<Node> context) {
            sized |= NodeBudget.SIZES.contains(argument.getName())
                    && argument.getValue() instanceof VariableReference;
            return TraversalControl.CONTINUE;
        }
    }

    // What no variable changes.
    private Optional<String> check(OperationDefinition operation, Measuring measuring) {
        var measure = measuring.of(operation);
        return tooMuch("is %,d fields deep", measure.depth(), limits.depth(), "depth")
                .or(() -> tooMuch("has %,d fields", measure.fields(), limits.fields(), "fields"))
                .or(() -> tooMuch("has %,d aliases", measure.aliases(), limits.aliases(), "aliases"))
                .or(() -> tooMuch("has %,d directives", measure.directives(), limits.directives(), "directives"))
                .or(() -> tooMuch("has %,d root fields", measuring.rootFields(operation.getSelectionSet()),
                        limits.rootFields(), "root fields"))
                .or(() -> sized ? Optional.empty() : overBudget(operation, Map.of()));
    }

    private static Optional<String> tooMuch(String what, long found, long most, String limit) {
        return found <= most
                ? Optional.empty()
                : Optional.of(("The operation " + what + "; the limit (%s) is %,d.").formatted(found, limit, most));
    }

    private Optional<String> overBudget(OperationDefinition operation, Map<String, Object> variables) {
        var root = (GraphQLObjectType) (switch (operation.getOperation()) {
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
            default -> schema.getQueryType();
        });
        var nodes = new NodeBudget(schema, fragments, operation, variables).below(root, operation.getSelectionSet(), 0);
        return tooMuch("can find %,d objects", (long) nodes, limits.nodes(), "nodes")
                .map(message -> message + " Ask for fewer by 'first', or in several requests.");
    }

    /** {@return why the operation that the request means is not executed; nothing where it may be} */
    public Optional<String> refusal(ExecutionInput input) {
        OperationDefinition operation;
        try {
            operation = NodeUtil.getOperation(document, input.getOperationName()).operationDefinition;
        } catch (UnknownOperationException e) {
            return Optional.empty(); // said better by the execution
        }
        var refusal = refusals.get(operation);
        return refusal.isPresent() || !sized
                ? refusal
                : overBudget(operation, input.getRawVariables().toMap());
    }
}
