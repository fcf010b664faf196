package org.reelgraph.graphql.validation;

import graphql.schema.GraphQLNamedType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/**
 * The names that are valid in one place of a document or a value.
 *
 * @param known the names
 * @param shown how a name is shown to the client
 */
record Names(Collection<String> known, UnaryOperator<String> shown) {

    private static final int MAX_SUGGESTED = 3;
    private static final int MAX_LISTED = 12;
    // To compare long names takes time with the square of their length.
    private static final int LONGEST_COMPARED = 60;
    private static final int SHORT = 3;

    private record Near(String name, int distance) {
    }

    /** {@return these names, shown in quotes} */
    static Names of(Collection<String> known) {
        return new Names(known, name -> "'" + name + "'");
    }

    /** {@return the names of types, shown in quotes} */
    static Names ofTypes(Stream<? extends GraphQLNamedType> types) {
        return of(types.map(GraphQLNamedType::getName).toList());
    }

    /** {@return a sentence with names that are spelt alike, or else with those with the word in them and these} */
    String suggestedOr(String typed, List<String> others) {
        var spelt = spelt(typed);
        var all = Stream.concat((spelt.isEmpty() ? withWord(typed) : spelt).stream(),
                spelt.isEmpty() ? others.stream() : Stream.empty()).limit(MAX_SUGGESTED).toList();
        return all.isEmpty() ? suggestedOrListed(typed) : " Did you mean " + joined(all) + "?";
    }

    /** {@return a sentence with the names most like this one; nothing where none is like it} */
    String suggested(String typed) {
        var near = near(typed);
        return near.isEmpty() ? "" : " Did you mean " + joined(near) + "?";
    }

    /** {@return a sentence with the names most like this one, or with all if none is like it and they are few} */
    String suggestedOrListed(String typed) {
        var near = suggested(typed);
        return near.isEmpty() && !known.isEmpty() && known.size() <= MAX_LISTED
                ? " Available: " + String.join(", ", known.stream().map(shown).toList()) + "."
                : near;
    }

    /** {@return the names, the first of them where they are many} */
    String listed() {
        return known.size() <= MAX_LISTED
                ? joined(List.copyOf(known))
                : String.join(", ", known.stream().limit(MAX_LISTED).map(shown).toList()) + ", …";
    }

    private List<String> near(String typed) {
        var spelt = spelt(typed);
        return spelt.isEmpty() ? withWord(typed) : spelt;
    }

    private List<String> spelt(String typed) {
        if (typed.isEmpty() || typed.length() > LONGEST_COMPARED) {
            return List.of();
        }
        var lower = typed.toLowerCase(Locale.ROOT);
        // A third of the letters may be wrong; of short names one, but not the first.
        var farthest = Math.max(1, typed.length() / 3);
        var begin = typed.length() > SHORT ? "" : lower.substring(0, 1);
        var distance = new DamerauLevenshteinDistance(farthest);
        return known.stream().filter(name -> Math.abs(name.length() - typed.length()) <= farthest)
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(begin))
                .map(name -> new Near(name, distance.apply(lower, name.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance() >= 0)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name)).limit(MAX_SUGGESTED)
                .map(Near::name).toList();
    }

    private List<String> withWord(String typed) {
        return known.stream().filter(name -> hasWord(name, typed)).limit(MAX_SUGGESTED).toList();
    }

    private static boolean hasWord(String name, String word) {
        return word.length() > SHORT && Stream.of(name.split("(?<=[a-z])(?=[A-Z])|_"))
                .anyMatch(word::equalsIgnoreCase);
    }

    private String joined(List<String> names) {
        var all = names.stream().map(shown).toList();
        var most = String.join(", ", all.subList(0, all.size() - 1));
        return most.isEmpty() ? all.getLast() : most + " or " + all.getLast();
    }
}
