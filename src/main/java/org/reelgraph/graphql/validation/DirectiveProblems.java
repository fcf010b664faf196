package org.reelgraph.graphql.validation;

import graphql.introspection.Introspection.DirectiveLocation;
import graphql.language.Directive;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLSchema;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.reelgraph.graphql.validation.Occurrences.Occurrence;

/** Explains what is wrong with the directives of a document. */
final class DirectiveProblems {

    private static final Set<DirectiveLocation> OF_DOCUMENTS = EnumSet.range(DirectiveLocation.QUERY,
            DirectiveLocation.VARIABLE_DEFINITION);

    private final Names known;

    DirectiveProblems(GraphQLSchema schema) {
        known = new Names(schema.getDirectives().stream()
                .filter(directive -> directive.validLocations().stream().anyMatch(OF_DOCUMENTS::contains))
                .map(GraphQLDirective::getName).toList(), name -> "'@" + name + "'");
    }

    Stream<Problem> unknown(Occurrence<Directive> directive) {
        var name = directive.node().getName();
        return Stream.of(Problem.at(directive.node(),
                "There is no directive '@" + name + "'." + known.suggestedOrListed(name)));
    }

    Stream<Problem> misplaced(Occurrence<Directive> directive) {
        var name = directive.node().getName();
        if (!known.known().contains(name)) {
            return unknown(directive);
        }
        var places = directive.directive().stream().flatMap(definition -> definition.validLocations().stream())
                .map(place -> place.name().toLowerCase(Locale.ROOT).replace('_', ' ')).toList();
        return Stream.of(Problem.at(directive.node(), "The directive '@" + name + "' isn't allowed here. Allowed on: "
                + String.join(", ", places) + "."));
    }

    static Stream<Problem> twice(Occurrence<Directive> directive) {
        return Stream.of(Problem.at(directive.node(),
                "The directive '@" + directive.node().getName() + "' is used here more than once."));
    }
}
