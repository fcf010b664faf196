package org.reelgraph.graphql.validation;

import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that a subscription has one root field, whatever its variables. graphql-java's own rule fails where a variable
 * decides about a root field.
 *
 * @see <a href="https://spec.graphql.org/draft/#sec-Single-Root-Field">GraphQL specification, "Single Root Field"</a>
 */
public final class SubscriptionProblems {

    private final Map<String, FragmentDefinition> fragments;

    private SubscriptionProblems(Document document) {
        fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, fragment -> fragment));
    }

    /** {@return what is wrong with the subscriptions of a document that is valid otherwise} */
    public static List<Problem> of(Document document) {
        var problems = new SubscriptionProblems(document);
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation -> operation.getOperation() == Operation.SUBSCRIPTION)
                .flatMap(problems::of).toList();
    }

    private Stream<Problem> of(OperationDefinition subscription) {
        var roots = selections(subscription.getSelectionSet(), new HashMap<>(fragments)).toList();
        var fields = roots.stream().filter(Field.class::isInstance).map(Field.class::cast).toList();
        if (fields.stream().map(Field::getResultKey).distinct().count() > 1) {
            return Stream.of(Problem.at(subscription,
                    "A subscription has one root field. Subscribe to each field by an operation of its own."));
        }
        if (fields.stream().anyMatch(field -> field.getName().startsWith("__"))) {
            return Stream.of(Problem.at(subscription,
                    "The schema doesn't change while the server runs: ask for it by a query, not by a subscription."));
        }
        return roots.stream().filter(SubscriptionProblems::isConditional).limit(1)
                .map(root -> Problem.at(root, "The root field of a subscription can't depend on @skip or @include."));
    }

    private static boolean isConditional(Selection<?> selection) {
        return selection instanceof DirectivesContainer<?> holder
                && (holder.hasDirective("skip") || holder.hasDirective("include"));
    }

    // Each fragment is visited once, however often it is used.
    private static Stream<Selection<?>> selections(SelectionSet set, Map<String, FragmentDefinition> unseen) {
        return set.getSelections().stream().flatMap(selection -> Stream.concat(Stream.<Selection<?>>of(selection),
                switch (selection) {
                    case InlineFragment inline -> selections(inline.getSelectionSet(), unseen);
                    case FragmentSpread spread -> Stream.ofNullable(unseen.remove(spread.getName()))
                            .flatMap(fragment -> selections(fragment.getSelectionSet(), unseen));
                    default -> Stream.empty();
                }));
    }
}
