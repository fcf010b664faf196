package org.reelgraph.attacks;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reelgraph.testing.GraphQlClient;

/**
 * Random values of the schema's types, in JSON. Most are nearly right, since what is quite wrong is refused at the first look.
 */
final class RandomValues {

    private static final int DEPTH = 5;
    private static final List<String> NUMBERS = List.of("0", "1", "2", "-1", "-0", "100", "101", "2147483647",
            "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "1e9", "1e308", "1e999", "1.5",
            "0.1", "-0.0", "1e-400", "7", "2020", "9999", "10000", "99999999999999999999999999999999999999999999");
    private static final List<String> TEXTS = List.of("", " ", "a", "the", "Tide", "%", "_", "*", "\\", "'", "\"", "\n",
            "\0", "\ud800", "\udc00\ud800", "😀", "\u202e", "\ufeff", "é", "ﬀ", "İ", "ß", "' OR 1=1 --", "\" OR \"",
            "a NEAR b", "title:a", "-a", "- -", "s01e01", "1x", "((", "NaN", "null", "true", "1", "-1", "2020-02-30",
            "2020-02-29", "9999-12-31", "0000-01-01", "-999999999-01-01", "+1000000000-12-31", "2020-01-01T00:00:00Z",
            "2020-01-01T25:00:00+99:00", "* * * * *", "0 0 30 2 *", "*/0 * * * *", "../..", "/dev/null",
            "http://127.0.0.1:1/", "file:///etc/passwd", "a@example.org", "x".repeat(70_000), "\u0301".repeat(3_000),
            "a ".repeat(2_000), "((((((((((a)))))))))) -\"", "tt9900001", "Europe/Berlin", "𝔘𝔫𝔦", "%s%n{0}",
            "${jndi:x}");

    private final List<String> ids;
    private final Random random;

    /** @param ids ids and cursors that exist */
    RandomValues(List<String> ids, Random random) {
        this.ids = ids;
        this.random = random;
    }

    /** {@return a request for a field, whose arguments are variables} */
    String request(String operation, GraphQLFieldDefinition field) {
        var given = field.getArguments().stream().filter(argument -> random.nextInt(3) > 0
                || GraphQLTypeUtil.isNonNull(argument.getType())).toList();
        var declared = given.stream().map(argument -> "$" + argument.getName() + ": "
                + GraphQLTypeUtil.simplePrint(argument.getType())).collect(Collectors.joining(", "));
        var passed = given.stream().map(argument -> argument.getName() + ": $" + argument.getName())
                .collect(Collectors.joining(", "));
        var isLeaf = GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType()));
        var document = operation + (given.isEmpty() ? "" : "(" + declared + ")") + " { " + field.getName()
                + (given.isEmpty() ? "" : "(" + passed + ")") + (isLeaf ? "" : " { __typename }") + " }";
        var variables = given.stream()
                .map(argument -> GraphQlClient.write(argument.getName()) + ": " + value(argument.getType(), DEPTH))
                .collect(Collectors.joining(", "));
        return "{\"query\": " + GraphQlClient.write(document) + ", \"variables\": {" + variables + "}}";
    }

    /** {@return a value, more or less of a type} */
    String value(GraphQLType type, int depth) {
        var chance = random.nextInt(40);
        if (chance == 0 || depth == 0) {
            return "null";
        }
        if (chance == 1) {
            return any(2);
        }
        var wanted = GraphQLTypeUtil.unwrapNonNull(type);
        if (GraphQLTypeUtil.isList(wanted)) {
            return list(GraphQLTypeUtil.unwrapOne(wanted), depth);
        }
        return switch (wanted) {
            case GraphQLEnumType names -> GraphQlClient.write(one(names.getValues().stream()
                    .map(GraphQLEnumValueDefinition::getName).toList()));
            case GraphQLInputObjectType object -> object(object, depth);
            default -> scalar(((GraphQLNamedType) wanted).getName());
        };
    }

    private String list(GraphQLType item, int depth) {
        var size = random.nextInt(20) == 0 ? 300 : random.nextInt(4);
        return IntStream.range(0, size).mapToObj(any -> value(item, depth - 1))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String object(GraphQLInputObjectType type, int depth) {
        var fields = type.isOneOf()
                ? List.of(one(type.getFieldDefinitions()))
                : type.getFieldDefinitions().stream().filter(field -> isGiven(field, depth)).toList();
        var more = random.nextInt(40) == 0 ? Stream.of("\"other\": " + any(2)) : Stream.<String>empty();
        return Stream.concat(fields.stream().map(field -> GraphQlClient.write(field.getName()) + ": "
                + value(field.getType(), depth - 1)), more).collect(Collectors.joining(", ", "{", "}"));
    }

    private boolean isGiven(GraphQLInputObjectField field, int depth) {
        return GraphQLTypeUtil.isNonNull(field.getType()) ? random.nextInt(30) > 0 : random.nextInt(DEPTH) < depth - 1;
    }

    private String scalar(String name) {
        return switch (name) {
            case "Int", "Float" -> one(NUMBERS);
            case "Boolean" -> String.valueOf(random.nextBoolean());
            case "ID" -> GraphQlClient.write(random.nextInt(3) == 0 ? one(TEXTS) : one(ids));
            case "JSON" -> any(3);
            default -> GraphQlClient.write(random.nextInt(8) == 0 ? one(ids) : one(TEXTS));
        };
    }

    private String any(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> one(NUMBERS);
            case 1 -> GraphQlClient.write(one(TEXTS));
            case 2 -> String.valueOf(random.nextBoolean());
            case 3 -> "null";
            case 4 -> "[" + any(depth - 1) + ", " + any(depth - 1) + "]";
            default -> "{" + GraphQlClient.write(one(TEXTS)) + ": " + any(depth - 1) + "}";
        };
    }

    private <T> T one(List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
