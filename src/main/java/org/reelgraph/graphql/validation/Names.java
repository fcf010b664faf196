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
 * The names that are valid at one place in a document or a value.
 *
 * @param known the names
 * @param shown how a name is displayed to the client
 */
record Names(Collection<String> known, UnaryOperator<String> shown) {

    private static final int MAX_SUGGESTED = 3;
    private static final int MAX_LISTED = 12;
    // The time to compare two names grows with the square of their length.
    private static final int LONGEST_COMPARED = 60;
    private static final int SHORT = 3;

    private record Near(String name, int distance) {
    }

    /** {@return these names, displayed in quotes} */
    static Names of(Collection<String> known) {
        return new Names(known, name -> "'" + name + "'");
    }

    /** {@return the names of types, displayed in quotes} */
    static Names ofTypes(Stream<? extends GraphQLNamedType> types) {
        return of(types.map(GraphQLNamedType::getName).toList());
    }

    /**
     * {@return a sentence that suggests names with a similar spelling or, if there are none, names that contain the
     * word, together with these others}
     */
    String suggestedOr(String typed, List<String> others) {
        var spelt = spelt(typed);
        var all = Stream.concat((spelt.isEmpty() ? withWord(typed) : spelt).stream(),
                spelt.isEmpty() ? others.stream() : Stream.empty()).limit(MAX_SUGGESTED).toList();
        return all.isEmpty() ? suggestedOrListed(typed) : " Did you mean " + joined(all) + "?";
    }

    /** {@return a sentence that suggests the most similar names; empty if there are none} */
    String suggested(String typed) {
        var near = near(typed);
        return near.isEmpty() ? "" : " Did you mean " + joined(near) + "?";
    }

    /**
     * {@return a sentence that suggests the most similar names, or lists all names if none is similar and there are
     * only a few}
     */
    String suggestedOrListed(String typed) {
        var near = suggested(typed);
        return near.isEmpty() && !known.isEmpty() && known.size() <= MAX_LISTED
                ? " Available: " + String.join(", ", known.stream().map(shown).toList()) + "."
                : near;
    }

    /** {@return the names; only the first ones if there are many} */
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
        // A third of the letters may be wrong; in short names, one letter, but not the first.
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
