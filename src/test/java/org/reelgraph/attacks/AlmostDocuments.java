package org.reelgraph.attacks;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import org.reelgraph.graphql.execution.RandomDocuments;
import org.reelgraph.testing.GraphQlClient;

/** Documents at random: tokens in any order, and valid ones in which something was changed. */
final class AlmostDocuments {

    private AlmostDocuments() {
    }

    /** @param ids what arguments of the type ID are taken from */
    static Arbitrary<String> of(GraphQLSchema schema, List<String> ids) {
        return Arbitraries.frequencyOf(Tuple.of(1, tokens(schema)), Tuple.of(4, almostValid(schema, ids)));
    }

    private static Arbitrary<String> tokens(GraphQLSchema schema) {
        var names = schema.getAllTypesAsList().stream().map(type -> type.getName()).limit(60);
        var fields = schema.getQueryType().getFieldDefinitions().stream().map(GraphQLFieldDefinition::getName);
        var others = Stream.of("{", "}", "(", ")", "[", "]", "...", "on", "query", "mutation", "subscription",
                "fragment",
                "F", "@", "@include(if: true)", "@skip(if: $a)", "$a", "$a: Int", "$a: Int = 1", "!", "=", "|", "&",
                ":",
                "null", "true", "1", "-0", "-", "1e999", "0x1", "1.", "\"x\"", "\"\"", "\"\"\"", "\"", "\\u", "#", "\n",
                "\ufeff", "\0", "é", "😀", "\ud800", "extend", "schema", "type", "__typename",
                "__type(name: \"Series\")",
                "__schema", "first: 1", "id", "title", "{ edges { node { id } } }", "a: ", "\"\\ud800\"", ",", "'");
        return Arbitraries.of(Stream.of(names, fields, others).flatMap(all -> all).toList()).list().ofMaxSize(60)
                .map(tokens -> String.join(" ", tokens));
    }

    private static Arbitrary<String> almostValid(GraphQLSchema schema, List<String> ids) {
        return Arbitraries.randomValue(random -> {
            var document = GraphQlClient.json(new RandomDocuments(schema, ids, random).request()).get("query").asText();
            for (var edits = random.nextInt(4) - 1; edits > 0; edits--) {
                document = random.nextBoolean() ? edited(document, random) : exchanged(document, random);
            }
            return document;
        });
    }

    private static String exchanged(String text, Random random) {
        var words = text.split(" ");
        words[random.nextInt(words.length)] = words[random.nextInt(words.length)];
        return String.join(" ", words);
    }

    private static String edited(String text, Random random) {
        if (text.isEmpty()) {
            return text;
        }
        var from = random.nextInt(text.length());
        var to = Math.min(text.length(), from + random.nextInt(12));
        var some = random.nextInt(text.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, to) + text.substring(from);
            case 2 -> text.substring(0, some) + text.substring(from, to) + text.substring(some);
            default -> text.substring(0, from) + (char) random.nextInt(0x300) + text.substring(to);
        };
    }
}
