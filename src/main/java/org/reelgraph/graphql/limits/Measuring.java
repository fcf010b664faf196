package org.reelgraph.graphql.limits;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures operations; each fragment is measured once, however often it is used. An unknown fragment counts as nothing.
 */
final class Measuring {

    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Measure> known = new HashMap<>();

    Measuring(Map<String, FragmentDefinition> fragments) {
        this.fragments = fragments;
    }

    Measure of(OperationDefinition operation) {
        return of(operation.getSelectionSet()).with(operation.getDirectives().size());
    }

    long rootFields(SelectionSet selections) {
        return selections.getSelections().stream().mapToLong(selection -> switch (selection) {
            case InlineFragment inline -> rootFields(inline.getSelectionSet());
            case FragmentSpread spread when fragments.containsKey(spread.getName()) ->
                rootFields(fragments.get(spread.getName()).getSelectionSet());
            case FragmentSpread unknown -> 0;
            default -> 1;
        }).sum();
    }

    private Measure of(@Nullable SelectionSet selections) {
        return selections == null
                ? Measure.NOTHING
                : selections.getSelections().stream().map(this::of).reduce(Measure.NOTHING, Measure::and);
    }

    private Measure of(Selection<?> selection) {
        return switch (selection) {
            case Field field -> of(field.getSelectionSet())
                    .below(field.getAlias() != null && !field.getAlias().equals(field.getName()),
                            field.getDirectives().size());
            case InlineFragment inline -> of(inline.getSelectionSet()).with(inline.getDirectives().size());
            case FragmentSpread spread -> ofFragment(spread.getName()).with(spread.getDirectives().size());
            default -> Measure.NOTHING;
        };
    }

    private Measure ofFragment(String name) {
        var before = known.get(name);
        if (before != null) {
            return before;
        }
        var measure = fragments.containsKey(name) ? of(fragments.get(name).getSelectionSet()) : Measure.NOTHING;
        known.put(name, measure);
        return measure;
    }
}
