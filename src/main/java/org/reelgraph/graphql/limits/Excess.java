package org.reelgraph.graphql.limits;

import graphql.language.Argument;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reelgraph.graphql.limits.Forecast.Part;
import org.reelgraph.graphql.limits.Forecast.Sized;
import org.reelgraph.graphql.validation.Problem;

/** Says why an operation would find too many objects, and what to ask for instead. */
final class Excess {

    /** A list that can be asked for shorter, so that the whole is within the limit. */
    private record Shorter(Sized field, double share, long size) {
    }

    private final double objects;
    private final long most;
    private final List<Shorter> shorter = new ArrayList<>();

    private Excess(double objects, long most) {
        this.objects = objects;
        this.most = most;
    }

    /**
     * {@return what to say about a forecast}
     *
     * @param most how many objects there may be
     */
    static Problem of(List<Part> parts, long most) {
        var excess = new Excess(Forecast.sum(parts), most);
        parts.forEach(part -> excess.collect(part, 1));
        // The outermost of those that alone are enough, since a client can ask for the next page of it.
        var best = excess.shorter.stream().max(Comparator.comparingDouble(Shorter::share));
        var message = String.format(Locale.ENGLISH,
                "The operation would find about %,d objects; the limit (nodes) is %,d. Most of them: %s. %s",
                (long) excess.objects, most, factors(parts), best.map(Excess::advice).orElse("Ask for less at once."));
        return new Problem(message, best.map(shorter -> shorter.field().field().getSourceLocation()).stream().toList());
    }

    private void collect(Part part, double parents) {
        var share = parents * part.objects();
        var size = (long) Math.floor(part.size() * (most - objects + share) / share);
        if (size >= 1 && isAdjustable(part.field())) {
            shorter.add(new Shorter(part.field(), share, size));
        }
        part.below().forEach(below -> collect(below, parents * part.size()));
    }

    private static boolean isAdjustable(Sized field) {
        return field.definition().getArgument("first") != null || field.definition().getArgument("ids") != null;
    }

    // The heaviest way down.
    private static String factors(List<Part> parts) {
        var factors = new ArrayList<String>();
        var heaviest = heaviest(parts);
        while (heaviest.isPresent()) {
            var part = heaviest.get();
            if (part.size() != 1) {
                factors.add(part.field().field().getName() + " (" + number(part.size()) + ")");
            }
            heaviest = heaviest(part.below());
        }
        return String.join(" × ", factors);
    }

    private static Optional<Part> heaviest(List<Part> parts) {
        return parts.stream().max(Comparator.comparingDouble(Part::objects));
    }

    private static String number(double size) {
        return String.format(Locale.ENGLISH, size < 10 && Math.abs(size - Math.rint(size)) > 0.05 ? "%.1f" : "%,.0f",
                size);
    }

    private static String advice(Shorter shorter) {
        var field = shorter.field().field();
        var name = field.getAlias() == null ? field.getName() : field.getAlias() + ": " + field.getName();
        return field.getArguments().stream().filter(argument -> Forecast.SIZES.contains(argument.getName()))
                .filter(argument -> shorter.field().asked().isPresent()).findFirst()
                .map(argument -> lower(name, argument, shorter))
                .orElseGet(() -> name + ": ask for fewer by 'first: " + shorter.size() + "'.");
    }

    private static String lower(String name, Argument argument, Shorter shorter) {
        var asked = number(shorter.field().asked().orElseThrow());
        return argument.getValue() instanceof VariableReference variable
                ? "%s(%s: $%s): lower '$%3$s' from %s to %d.".formatted(name, argument.getName(), variable.getName(),
                        asked, shorter.size())
                : "%s(%s: %s): lower '%2$s' to %d.".formatted(name, argument.getName(), asked, shorter.size());
    }
}
