package org.reelgraph.graphql.validation;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fragments of a parsed document use which others. This is checked before anything else, visiting each use once,
 * because the time for validation grows with the cube of the fragments' nesting depth.
 */
public final class FragmentGraph {

    private static final int MAX_CIRCLES_TOLD = 10;

    private final Map<String, FragmentDefinition> fragments = new LinkedHashMap<>();
    private final Map<String, Set<String>> spreads = new HashMap<>();
    private final Map<String, Integer> levels = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> circular = new LinkedHashSet<>();

    /** @param document parsed, but not necessarily valid */
    public FragmentGraph(Document document) {
        for (var fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
            var used = new LinkedHashSet<String>();
            collect(fragment.getSelectionSet(), used);
            fragments.put(fragment.getName(), fragment);
            spreads.put(fragment.getName(), used);
        }
        fragments.keySet().forEach(this::levels);
    }

    private static void collect(SelectionSet selections, Set<String> used) {
        for (var selection : selections.getSelections()) {
            switch (selection) {
                case Field field when field.getSelectionSet() != null -> collect(field.getSelectionSet(), used);
                case InlineFragment inline -> collect(inline.getSelectionSet(), used);
                case FragmentSpread spread -> used.add(spread.getName());
                default -> {
                }
            }
        }
    }

    private int levels(String name) {
        var known = levels.get(name);
        if (known != null) {
            return known;
        }
        if (!open.add(name)) {
            circular.add(name);
            return 0;
        }
        var below = 0;
        for (var used : spreads.getOrDefault(name, Set.of())) {
            below = Math.max(below, levels(used));
        }
        open.remove(name);
        levels.put(name, below + 1);
        return below + 1;
    }

    /** {@return the fragments by name} */
    public Map<String, FragmentDefinition> fragments() {
        return fragments;
    }

    /** {@return the names of the fragments that an operation uses, directly or through others} */
    Set<String> usedBy(OperationDefinition operation) {
        var used = new LinkedHashSet<String>();
        collect(operation.getSelectionSet(), used);
        var next = new ArrayDeque<>(used);
        while (!next.isEmpty()) {
            spreads.getOrDefault(next.remove(), Set.of()).stream().filter(used::add).forEach(next::add);
        }
        return used;
    }

    /** {@return the maximum nesting depth of fragments} */
    public int depth() {
        return levels.values().stream().mapToInt(each -> each).max().orElse(0);
    }

    /** {@return the problems of the first fragments that contain themselves, since selecting them never ends} */
    public List<Problem> circles() {
        return circular.stream().limit(MAX_CIRCLES_TOLD).map(fragments::get)
                .map(fragment -> Problem.at(fragment, "The fragment '"
                        + fragment.getName() + "' contains itself, directly or through others."))
                .toList();
    }
}
