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

    private static final int MOST_SUGGESTED = 3;
    private static final int MOST_LISTED = 12;
    // To compare long names takes time with the square of their length.
    private static final int LONGEST_COMPARED = 60;

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

    /** {@return a sentence with the names most like this one; nothing where none is like it} */
    String suggested(String typed) {
        var near = near(typed);
        return near.isEmpty() ? "" : " Did you mean " + joined(near) + "?";
    }

    /** {@return a sentence with the names most like this one, or with all if none is like it and they are few} */
    String suggestedOrListed(String typed) {
        var near = suggested(typed);
        return near.isEmpty() && !known.isEmpty() && known.size() <= MOST_LISTED
                ? " Available: " + String.join(", ", known.stream().map(shown).toList()) + "."
                : near;
    }

    /** {@return the names, the first of them where they are many} */
    String listed() {
        return known.size() <= MOST_LISTED
                ? joined(List.copyOf(known))
                : String.join(", ", known.stream().limit(MOST_LISTED).map(shown).toList()) + ", …";
    }

    private List<String> near(String typed) {
        if (typed.length() > LONGEST_COMPARED) {
            return List.of();
        }
        var lower = typed.toLowerCase(Locale.ROOT);
        // A third of the letters may be wrong; of short names one.
        var farthest = Math.max(1, typed.length() / 3);
        var distance = new DamerauLevenshteinDistance(farthest);
        return known.stream().filter(name -> Math.abs(name.length() - typed.length()) <= farthest)
                .map(name -> new Near(name, distance.apply(lower, name.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance() >= 0)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name)).limit(MOST_SUGGESTED)
                .map(Near::name).toList();
    }

    private String joined(List<String> names) {
        var all = names.stream().map(shown).toList();
        var most = String.join(", ", all.subList(0, all.size() - 1));
        return most.isEmpty() ? all.getLast() : most + " or " + all.getLast();
    }
}
