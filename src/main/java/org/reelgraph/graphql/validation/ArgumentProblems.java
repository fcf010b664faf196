package org.reelgraph.graphql.validation;

import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.graphql.validation.Occurrences.Occurrence;

/** Explains what is wrong with the arguments of fields and directives. */
final class ArgumentProblems {

    private ArgumentProblems() {
    }

    static Stream<Problem> unknown(Occurrence<Argument> argument) {
        return taker(argument).stream().map(taker -> Problem.at(argument.node(),
                taker.words() + (taker.arguments().isEmpty()
                        ? " takes no arguments."
                        : " has no argument '"
                                + argument.node().getName() + "'." + Names.of(taker.arguments().stream()
                                        .map(GraphQLArgument::getName).toList())
                                        .suggestedOrListed(argument.node().getName()))));
    }

    /** A field or directive that takes arguments: its description and its arguments. */
    private record Taker(String words, List<GraphQLArgument> arguments) {
    }

    // An unknown directive has no known arguments, and is already reported as unknown.
    private static Optional<Taker> taker(Occurrence<Argument> argument) {
        return argument.within(Directive.class).isPresent()
                ? argument.directive().map(directive -> new Taker("The directive '@" + directive.getName() + "'",
                        directive.getArguments()))
                : argument.field().map(field -> new Taker("The field '" + field.getName() + "'",
                        field.getArguments()));
    }

    static Stream<Problem> wrong(Occurrence<Argument> argument) {
        if (taker(argument).isEmpty()) {
            return Stream.empty();
        }
        var name = argument.node().getName();
        var faults = argument.input().map(type -> faults(argument.node(), type)).orElse(List.of());
        return faults.isEmpty()
                ? Stream.of(Problem.at(argument.node(), "The value of the argument '" + name + "' has the wrong type."))
                : faults.stream();
    }

    static Stream<Problem> nulls(Occurrence<Field> field) {
        return field.field().stream().flatMap(definition -> field.node().getArguments().stream()
                .filter(argument -> argument.getValue() instanceof NullValue)
                .flatMap(argument -> Stream.ofNullable(definition.getArgument(argument.getName()))
                        .flatMap(known -> faults(argument, known.getType()).stream())));
    }

    private static List<Problem> faults(Argument argument, GraphQLType type) {
        return ValueCheck.faults(new InputValue(argument.getValue()), type, "The argument", argument.getName())
                .stream().map(fault -> fault.orAt(argument)).toList();
    }

    static Stream<Problem> missing(Occurrence<Field> field) {
        return field.field().stream().flatMap(definition -> missing(field.node(), "field '" + definition.getName(),
                definition.getArguments(), field.node().getArguments()));
    }

    static Stream<Problem> missingOfDirective(Occurrence<Directive> directive) {
        return directive.directive().stream().flatMap(definition -> missing(directive.node(),
                "directive '@" + definition.getName(), definition.getArguments(), directive.node().getArguments()));
    }

    private static Stream<Problem> missing(Node<?> taker, String words, List<GraphQLArgument> arguments,
            List<Argument> given) {
        return arguments.stream().filter(argument -> GraphQLTypeUtil.isNonNull(argument.getType())
                && !argument.hasSetDefaultValue()
                && given.stream().noneMatch(each -> each.getName().equals(argument.getName())))
                .map(argument -> Problem.at(taker, "The " + words + "' requires the argument '" + argument.getName()
                        + "' (" + GraphQLTypeUtil.simplePrint(argument.getType()) + ")."));
    }

    static Stream<Problem> twice(Occurrence<Field> field) {
        return twice(field.node(), field.node().getArguments().stream().map(Argument::getName), "argument");
    }

    static Stream<Problem> twiceOfDirective(Occurrence<Directive> directive) {
        return twice(directive.node(), directive.node().getArguments().stream().map(Argument::getName), "argument");
    }

    static Stream<Problem> memberTwice(Occurrence<ObjectValue> object) {
        return twice(object.node(), object.node().getObjectFields().stream().map(ObjectField::getName), "field");
    }

    private static Stream<Problem> twice(Node<?> node, Stream<String> names, String what) {
        var known = new HashSet<String>();
        return names.filter(name -> !known.add(name)).distinct()
                .map(name -> Problem.at(node, "The " + what + " '" + name + "' is given more than once."));
    }
}
