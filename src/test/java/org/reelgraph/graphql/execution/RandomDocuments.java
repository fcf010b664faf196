package org.reelgraph.graphql.execution;

import graphql.introspection.Introspection;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reelgraph.testing.GraphQlClient;

/**
 * Random valid requests to a schema, introspection among them: aliases, fragments, conditions, variables, wrong ids.
 */
public final class RandomDocuments {

    private static final int DEPTH = 4;
    /** What differs from one moment or server to the next. */
    private static final Set<String> UNSTEADY = Set.of("settings", "viewer", "errorLog", "auditLog", "changes", "users",
            "apiKeys", "databaseHealth", "services", "home", "heroPool");

    private final GraphQLSchema schema;
    private final List<String> ids;
    private final Random random;
    private int aliases;

    /** @param ids what arguments of the type ID are taken from */
    public RandomDocuments(GraphQLSchema schema, List<String> ids, Random random) {
        this.schema = schema;
        this.ids = ids;
        this.random = random;
    }

    /** {@return a request in JSON} */
    public String request() {
        var document = "query($yes: Boolean!, $id: ID!) { v: node(id: $id) { id } "
                + selection(schema.getQueryType(), DEPTH) + " }";
        return GraphQlClient.write(Map.of("query", document, "variables",
                Map.of("yes", random.nextBoolean(), "id", id())));
    }

    /**
     * {@return a query without introspection, of one field of {@code Query} with objects that the id may be of}
     *
     * @param field one of those, with the argument {@code id}
     */
    public String ofItem(String field) {
        var type = schema.getQueryType().getField(field).getType();
        return "query($yes: Boolean!, $id: ID!) { one: " + field + "(id: $id) { t: __typename @skip(if: $yes) "
                + selection((GraphQLNamedOutputType) GraphQLTypeUtil.unwrapAll(type), DEPTH) + " } }";
    }

    /** {@return a query of some fields of {@code Query} that can be kept} */
    public String ofLibrary() {
        var roots = schema.getQueryType().getFieldDefinitions().stream()
                .filter(field -> field.hasAppliedDirective("cacheable")).toList();
        return "query($yes: Boolean!, $id: ID!) { t: __typename @skip(if: $yes) m: media(by: {id: $id}) { title } "
                + IntStream.range(0, 1 + random.nextInt(2)).mapToObj(index -> field(one(roots), DEPTH))
                        .collect(Collectors.joining(" "))
                + " }";
    }

    private String selection(GraphQLNamedOutputType type, int depth) {
        return IntStream.range(0, 1 + random.nextInt(4)).mapToObj(index -> part(type, depth))
                .collect(Collectors.joining(" ", "__typename ", ""));
    }

    private String part(GraphQLNamedOutputType type, int depth) {
        return switch (type) {
            case GraphQLUnionType union -> on((GraphQLObjectType) one(union.getTypes()), depth);
            case GraphQLInterfaceType shared when random.nextInt(3) == 0 ->
                on(one(schema.getImplementations(shared)), depth);
            case GraphQLFieldsContainer fields -> field(fields, depth).orElse("__typename");
            default -> "__typename";
        };
    }

    private String on(GraphQLObjectType type, int depth) {
        return "... on " + type.getName() + condition() + " { " + selection(type, depth) + " }";
    }

    private Optional<String> field(GraphQLFieldsContainer type, int depth) {
        var fields = new ArrayList<>(type.getFieldDefinitions().stream()
                .filter(field -> !UNSTEADY.contains(field.getName())).toList());
        if (type == schema.getQueryType()) {
            fields.add(Introspection.SchemaMetaFieldDef);
            fields.add(Introspection.TypeMetaFieldDef);
        }
        fields.removeIf(field -> depth == 0 && isComposite(field));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(field(one(fields), depth));
    }

    private String field(GraphQLFieldDefinition field, int depth) {
        var arguments = field.getArguments().stream().flatMap(argument -> argument(argument).stream()).toList();
        // Without arguments not always by a name of its own: the same field twice has to be merged.
        var alias = !field.getArguments().isEmpty() || random.nextInt(4) == 0 ? "a" + aliases++ + ": " : "";
        return alias + field.getName()
                + (arguments.isEmpty() ? "" : "(" + String.join(" ", arguments) + ")") + condition()
                + (isComposite(field)
                        ? " { " + selection((GraphQLNamedOutputType) GraphQLTypeUtil.unwrapAll(field.getType()),
                                depth - 1) + " }"
                        : "");
    }

    private static boolean isComposite(GraphQLFieldDefinition field) {
        var type = GraphQLTypeUtil.unwrapAll(field.getType());
        return type instanceof GraphQLFieldsContainer || type instanceof GraphQLUnionType;
    }

    private Optional<String> argument(GraphQLArgument argument) {
        var required = GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue();
        if (argument.getName().equals("first")) {
            return Optional.of("first: " + (1 + random.nextInt(3)));
        }
        if (!required && random.nextInt(3) > 0) {
            return Optional.empty();
        }
        var type = GraphQLTypeUtil.unwrapAll(argument.getType());
        var list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(argument.getType()));
        return value(type).map(value -> argument.getName() + ": " + (list ? "[" + value + "]" : value));
    }

    private Optional<String> value(GraphQLNamedType type) {
        return switch (type.getName()) {
            case "ID" -> Optional.of(GraphQlClient.write(id()));
            case "Int" -> Optional.of(String.valueOf(random.nextInt(6)));
            case "Boolean" -> Optional.of(String.valueOf(random.nextBoolean()));
            case "Date" -> Optional.of("\"2020-0" + (1 + random.nextInt(9)) + "-11\"");
            case "String" -> Optional.of(GraphQlClient.write(one(List.of("a", "the", "", "Series", "harbour"))));
            case "MediaBy" -> Optional.of(one(List.of("{imdb: \"tt9900001\"}", "{imdb: \"none\"}",
                    "{ratingKey: \"1\"}")));
            default -> type instanceof GraphQLEnumType values
                    ? Optional.of(one(values.getValues()).getName())
                    : Optional.empty();
        };
    }

    private String id() {
        return one(ids);
    }

    private String condition() {
        return switch (random.nextInt(12)) {
            case 0 -> " @include(if: $yes)";
            case 1 -> " @skip(if: $yes)";
            default -> "";
        };
    }

    private <T> T one(List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
