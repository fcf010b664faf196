package org.reelgraph.graphql.plan;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random valid questions to a {@link Shelf}: with aliases, fragments in fragments, conditions and variables. */
final class Questions {

    private record Field(String name, String type, boolean numbered) {
    }

    private static final List<Field> SHARED = List.of(new Field("id", "", false), new Field("name", "", false),
            new Field("labels", "", false), new Field("beside", "Thing", false));
    private static final Map<String, List<Field>> FIELDS = Map.of(
            "Query", List.of(new Field("box", "Box", true), new Field("thing", "Thing", true),
                    new Field("boxes", "Box", false), new Field("things", "Thing", false),
                    new Field("either", "Either", false), new Field("jar", "Jar", false)),
            "Thing", SHARED, "Either", List.of(),
            "Box", List.of(new Field("colour", "", false), new Field("weight", "", false), new Field("sure", "", false),
                    new Field("rows", "", false), new Field("streamed", "", false),
                    new Field("array", "", false), new Field("iterated", "Jar", false), new Field("noList", "", false),
                    new Field("staged", "Jar", false), new Field("published", "", false),
                    new Field("partial", "Jar", false), new Field("noted", "", false),
                    new Field("odd", "Thing", false), new Field("chosen", "", false), new Field("jars", "Jar", false),
                    new Field("maybe", "Jar", false),
                    new Field("lid", "Box", false), new Field("later", "", false)),
            "Jar",
            List.of(new Field("box", "Box", false), new Field("fails", "", false), new Field("breaks", "", false),
                    new Field("loaded", "Box", false), new Field("many", "Thing", false),
                    new Field("chained", "Jar", false), new Field("full", "", false),
                    new Field("context", "", false)));

    private final Random random;
    private int aliases;

    Questions(Random random) {
        this.random = random;
    }

    String document() {
        return "query($yes: Boolean!, $no: Boolean = false, $n: Int!) { " + selection("Query", 4)
                + " u: __typename @skip(if: $yes) v: __typename @skip(if: $no) w: box(number: $n) { id } } "
                + "fragment OnBox on Box { id x: name jars(first: 1) { ...OnJar } } "
                + "fragment OnJar on Jar { id full x: fails @include(if: $yes) loaded { name weight } } "
                + "fragment OnThing on Thing { labels ...OnBox ... on Jar { ...OnJar } }";
    }

    private String selection(String type, int depth) {
        return IntStream.range(0, 1 + random.nextInt(4)).mapToObj(index -> part(type, depth))
                .collect(Collectors.joining(" ", "__typename ", ""));
    }

    private String part(String type, int depth) {
        var choices = List.<Supplier<String>>of(() -> field(type, depth), () -> field(type, depth),
                () -> field(type, depth), () -> inline(type, depth), () -> spread(type));
        return choices.get(random.nextInt(choices.size())).get();
    }

    private String field(String type, int depth) {
        var fields = new java.util.ArrayList<>(FIELDS.get(type));
        if (type.equals("Box") || type.equals("Jar")) {
            fields.addAll(SHARED);
        }
        fields.removeIf(field -> depth == 0 && !field.type().isEmpty());
        if (fields.isEmpty()) {
            return "__typename";
        }
        var field = fields.get(random.nextInt(fields.size()));
        var below = field.type().isEmpty() ? "" : " { " + selection(field.type(), depth - 1) + " }";
        if (field.numbered()) {
            return "a" + aliases++ + ": " + field.name() + "(number: " + (random.nextBoolean()
                    ? "$n"
                    : random.nextInt(40)) + ")" + condition() + below;
        }
        // Not a name of its own each time: the same field twice has to be merged.
        return (random.nextInt(4) == 0 ? "a" + aliases++ + ": " : "") + field.name() + condition() + below;
    }

    private String inline(String type, int depth) {
        var on = switch (type) {
            case "Thing", "Either" -> random.nextBoolean() ? "Box" : "Jar";
            default -> type;
        };
        return "... on " + on + condition() + " { " + selection(on, depth) + " }";
    }

    private String spread(String type) {
        return switch (type) {
            case "Query" -> "__typename";
            case "Box" -> "...OnBox";
            case "Jar" -> "...OnJar";
            default -> "...OnThing";
        } + (type.equals("Query") ? "" : condition());
    }

    private String condition() {
        return switch (random.nextInt(12)) {
            case 0 -> " @include(if: $yes)";
            case 1 -> " @skip(if: $no)";
            case 2 -> " @include(if: false)";
            default -> "";
        };
    }
}
