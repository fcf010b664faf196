package org.reelgraph.graphql.limits;

import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.SourceLocation;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.graphql.limits.Forecast.Part;
import org.reelgraph.graphql.limits.Forecast.Sized;
import org.reelgraph.graphql.validation.Problem;

import static org.reelgraph.graphql.limits.Forecast.SIZES;

/** Explains what makes an operation too large, and which lists to shorten to make it fit. */
final class Excess {

    private static final int MAX_HALVINGS = 10;

    /** A list that can be shortened. */
    private record Shorter(Sized field, double share, long size) {

        private Optional<SourceLocation> location() {
            return Optional.ofNullable(field.field().getSourceLocation());
        }
    }

    private final List<Part> parts;
    private final Load whole;
    private final Load most;

    /** @param most the limits that the operation should fit */
    Excess(List<Part> parts, Load most) {
        this.parts = parts;
        this.whole = Part.sum(parts);
        this.most = most;
    }

    /** {@return the problem, with its main causes and what to ask for instead} */
    Problem problem(String tooMuch) {
        var shorter = shorter();
        return new Problem(tooMuch + " Most of them: " + factors() + ". "
                + (shorter.isEmpty() ? "Request less at once." : inWords(shorter)), places(shorter));
    }

    /** {@return what to ask for instead; empty if shorter lists are not enough} */
    Optional<Problem> advice(String tooMuch) {
        return Optional.of(shorter()).filter(shorter -> !shorter.isEmpty())
                .map(shorter -> new Problem(tooMuch + " " + inWords(shorter), places(shorter)));
    }

    /** {@return which list to ask less of, if nothing is known of how long lists are; empty if there is no list} */
    Optional<Problem> anyList(String tooMuch) {
        return withBelow(parts).map(Part::field)
                .filter(field -> SIZES.stream().anyMatch(size -> field.definition().getArgument(size) != null))
                .findFirst()
                .map(field -> new Problem(tooMuch + " " + nameOf(field.field()) + ": "
                        + sizeOf(field.field()).map(size -> "lower '" + nameOf(size) + "'")
                                .orElse("request fewer with 'first'")
                        + ", or request less of each.",
                        Stream.ofNullable(field.field().getSourceLocation()).toList()));
    }

    private static Stream<Part> withBelow(List<Part> parts) {
        return parts.stream().flatMap(part -> Stream.concat(Stream.of(part), withBelow(part.below())));
    }

    private static String inWords(List<Shorter> shorter) {
        return shorter.stream().map(Excess::inWords).collect(Collectors.joining(" "));
    }

    private static List<SourceLocation> places(List<Shorter> shorter) {
        return shorter.stream().map(Shorter::location).flatMap(Optional::stream).toList();
    }

    // Prefers the outermost list that suffices on its own, since a client can fetch its next page; otherwise, several
    // lists.
    private List<Shorter> shorter() {
        var alone = new ArrayList<Shorter>();
        parts.forEach(part -> collect(part, 1, alone));
        return alone.stream().max(Comparator.comparingDouble(Shorter::share)).map(List::of).orElseGet(this::together);
    }

    private void collect(Part part, double parents, List<Shorter> alone) {
        var load = part.load().times(parents);
        var size = (long) Math.floor(part.size() * load.shareWithin(most, whole));
        if (size >= 1 && size < part.size() && isAdjustable(part)) {
            alone.add(new Shorter(part.field(), load.objects(), size));
        }
        part.below().forEach(below -> collect(below, parents * part.size(), alone));
    }

    private static boolean isAdjustable(Part part) {
        var definition = part.field().definition();
        return part.size() > 1 && (definition.getArgument("first") != null || definition.getArgument("ids") != null);
    }

    private List<Shorter> together() {
        var lists = heaviestWay().stream().filter(Excess::isAdjustable).toList();
        for (var halvings = 1; halvings <= MAX_HALVINGS; halvings++) {
            var divisor = Math.pow(2, halvings);
            Map<Part, Double> sizes = new IdentityHashMap<>();
            lists.forEach(part -> sizes.put(part, Math.max(1, Math.floor(part.size() / divisor))));
            if (Load.sum(parts.stream().map(part -> part.load(sizes)).toList()).isWithin(most)) {
                return distinct(lists.stream().map(
                        part -> new Shorter(part.field(), part.load().objects(),
                                Objects.requireNonNull(sizes.get(part), "Each list has one.").longValue())));
            }
        }
        return List.of();
    }

    // A list in a fragment that is used on several levels is a single list to the client.
    private static List<Shorter> distinct(Stream<Shorter> shorter) {
        return List.copyOf(shorter.collect(Collectors.toMap(Shorter::location, each -> each,
                BinaryOperator.minBy(Comparator.comparingLong(Shorter::size)), LinkedHashMap::new)).values());
    }

    private List<Part> heaviestWay() {
        var way = new ArrayList<Part>();
        var heaviest = heaviest(parts);
        while (heaviest.isPresent()) {
            way.add(heaviest.get());
            heaviest = heaviest(heaviest.get().below());
        }
        return way;
    }

    private static Optional<Part> heaviest(List<Part> parts) {
        return parts.stream().max(Comparator.comparingDouble(part -> part.load().objects()));
    }

    private String factors() {
        return heaviestWay().stream().filter(part -> part.size() != 1)
                .map(part -> part.field().field().getName() + " (" + number(part.size()) + ")")
                .collect(Collectors.joining(" × "));
    }

    private static String number(double size) {
        return String.format(Locale.ENGLISH, size < 10 && Math.abs(size - Math.rint(size)) > 0.05 ? "%.1f" : "%,.0f",
                size);
    }

    private static String inWords(Shorter shorter) {
        var field = shorter.field().field();
        return sizeOf(field).filter(argument -> shorter.field().asked().isPresent())
                .map(argument -> lower(nameOf(field), argument, shorter))
                .orElseGet(() -> nameOf(field) + ": request fewer with 'first: " + shorter.size() + "'.");
    }

    private static String nameOf(Field field) {
        return field.getAlias() == null ? field.getName() : field.getAlias() + ": " + field.getName();
    }

    private static Optional<Argument> sizeOf(Field field) {
        return field.getArguments().stream().filter(argument -> SIZES.contains(argument.getName())).findFirst();
    }

    private static String nameOf(Argument size) {
        return size.getValue() instanceof VariableReference variable ? "$" + variable.getName() : size.getName();
    }

    private static String lower(String name, Argument argument, Shorter shorter) {
        var asked = number(shorter.field().asked().orElseThrow());
        return argument.getValue() instanceof VariableReference variable
                ? "%s(%s: $%s): lower '$%3$s' from %s to %d.".formatted(name, argument.getName(), variable.getName(),
                        asked, shorter.size())
                : "%s(%s: %s): lower '%2$s' to %d.".formatted(name, argument.getName(), asked, shorter.size());
    }
}
