package org.reelgraph.graphql.validation;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.SDLDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.graphql.validation.Occurrences.Occurrence;

/** Explains what is wrong with the operations of a document. */
public final class OperationProblems {

    private OperationProblems() {
    }

    /** {@return why this name, or no name, doesn't identify an operation of the document} */
    public static Problem ofName(Document document, Optional<String> name) {
        var operations = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .map(OperationDefinition::getName).filter(Objects::nonNull).toList();
        var known = Names.of(operations);
        return new Problem(name.map(text -> "There is no operation '" + text + "'." + known.suggestedOrListed(text))
                .orElseGet(() -> "There are several operations: the member 'operationName' must say which one is"
                        + " meant, such as " + known.listed() + "."),
                List.of());
    }

    static Stream<Problem> withoutName(Occurrence<OperationDefinition> operation) {
        return Stream.of(Problem.at(operation.node(), "If a document has several operations, each needs a name, such as"
                + " '" + kind(operation) + " Name { … }'."));
    }

    static Stream<Problem> twice(Occurrence<OperationDefinition> operation) {
        return Stream.of(Problem.at(operation.node(),
                "There is more than one operation '" + operation.node().getName() + "'."));
    }

    static Stream<Problem> unknown(Occurrence<OperationDefinition> operation) {
        return Stream
                .of(Problem.at(operation.node(), "The schema has no " + kind(operation) + "s."));
    }

    @SuppressWarnings("rawtypes")
    static Stream<Problem> notExecutable(Occurrence<SDLDefinition> definition) {
        return Stream
                .of(Problem.at(definition.node(), "A request may contain only operations and fragments, no"
                        + " definitions of types, directives or a schema."));
    }

    private static String kind(Occurrence<OperationDefinition> operation) {
        return operation.node().getOperation().name().toLowerCase(Locale.ROOT);
    }
}
