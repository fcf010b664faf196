package org.reelgraph.graphql.limits;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reelgraph.graphql.validation.FragmentGraph;
import org.reelgraph.graphql.validation.Problem;

/**
 * Checks a document against the limits that depend on the document alone. This happens before validation, which can
 * take long even for a short document.
 */
@Singleton
public class DocumentSize {

    private final GraphQLSchema schema;
    private final OperationLimits limits;

    DocumentSize(GraphQLSchema schema, OperationLimits limits) {
        this.schema = schema;
        this.limits = limits;
    }

    /**
     * {@return why a document is not processed any further; empty if it is within the limits}
     *
     * @param document  parsed, but not necessarily valid
     * @param fragments the document's fragments, without cycles
     */
    public Optional<Problem> refusal(Document document, FragmentGraph fragments) {
        var operations = document.getDefinitionsOfType(OperationDefinition.class);
        return tooMuch("The document nests fragments %,d levels deep", fragments.depth(), limits.fragments(),
                "fragments")
                .or(() -> tooLarge(operations, new Measuring(fragments.fragments())))
                .or(() -> tooManyComparisons(operations, fragments));
    }

    private Optional<Problem> tooLarge(List<OperationDefinition> operations, Measuring measuring) {
        return operations.stream().map(operation -> tooLarge(operation, measuring)).flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Problem> tooLarge(OperationDefinition operation, Measuring measuring) {
        var measure = measuring.of(operation);
        return tooMuch("The operation is %,d fields deep", measure.depth(), limits.depth(), "depth")
                .or(() -> tooMuch("The operation has %,d fields", measure.fields(), limits.fields(), "fields"))
                .or(() -> tooMuch("The operation has %,d aliases", measure.aliases(), limits.aliases(), "aliases"))
                .or(() -> tooMuch("The operation has %,d directives", measure.directives(), limits.directives(),
                        "directives"))
                .or(() -> tooMuch("The operation has %,d root fields",
                        measuring.rootFields(operation.getSelectionSet()), limits.rootFields(), "root fields"));
    }

    private static Optional<Problem> tooMuch(String what, long found, long most, String limit) {
        return found <= most
                ? Optional.empty()
                : Optional.of(new Problem(String.format(Locale.ENGLISH, what + "; the limit (%s) is %,d.", found, limit,
                        most), List.of()));
    }

    private Optional<Problem> tooManyComparisons(List<OperationDefinition> operations, FragmentGraph fragments) {
        var types = new RootTypes(schema);
        var comparisons = new Comparisons(schema, fragments.fragments(), limits.comparisons());
        return operations.stream()
                .filter(operation -> types.of(operation).filter(root -> comparisons.areTooMany(root,
                        operation.getSelectionSet())).isPresent())
                .findFirst()
                .map(operation -> new Problem(String.format(Locale.ENGLISH,
                        """
                        To compare the document's fields takes more than %,d steps (limit comparisons). Use fewer \
                        fragments on different types within each other, or fewer operations.""", limits.comparisons()),
                        List.of()));
    }
}
