package org.reelgraph.storage.copy;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random queries to a schema, with arguments of whatever type there are. Values are those of a library, or parts of
 * them: an argument or a field of a filter takes those of the field that has its name.
 */
final class RandomQueries {

    /**
     * A document with some fields of Query, each by an alias, whose arguments are variables.
     *
     * @param fields of each alias the field
     */
    record Document(String text, Map<String, GraphQLFieldDefinition> fields) {
    }

    // What differs from one server or moment to the next.
    private static final Set<String> UNSTEADY = Set.of("settings", "viewer", "databaseHealth", "errorLog", "auditLog",
            "users", "apiKeys",
            "job", "jobs",
            "databaseBytes", "services", "home", "heroPool");
    private static final Set<String> PAGE = Set.of("first", "after", "last", "before");
    private static final List<String> SEARCHED = List.of("title", "originalTitle", "name");
    private static final List<String> FURTHER = List.of("s01e02", "1x01", "-night", "-\"harbour größe\"", "1967",
            "-s01e01",
            "\"", "C++", "の");
    private static final int MOST = 6;
    private static final int DEPTH = 2;

    private final List<GraphQLFieldDefinition> roots = new ArrayList<>();
    private final GraphQLSchema schema;
    private final Map<String, List<JsonNode>> values = new HashMap<>();
    private final Random random;

    /** @param library an answer with as many of the library's values as there may be in arguments */
    RandomQueries(GraphQLSchema schema, JsonNode library, Random random) {
        this.schema = schema;
        this.random = random;
        collect("", library);
        for (var field : schema.getQueryType().getFieldDefinitions()) {
            if (!UNSTEADY.contains(field.getName())) {
                // Lists and searches have more to tell than what finds one thing.
                var weight = field.getArguments().stream().mapToInt(
                        argument -> Set.of("filter", "query", "prefix").contains(argument.getName()) ? 3 : 0).sum();
                roots.addAll(Collections.nCopies(1 + weight, field));
            }
        }
    }

    private void collect(String name, JsonNode node) {
        if (node.isValueNode() && !node.isNull()) {
            values.computeIfAbsent(name, any -> new ArrayList<>()).add(node);
        }
        node.properties().forEach(member -> collect(member.getKey(), member.getValue()));
        node.valueStream().filter(any -> node.isArray()).forEach(element -> collect(name, element));
    }

    /** {@return a document of so many fields} */
    Document document(int size) {
        var fields = new TreeMap<String, GraphQLFieldDefinition>();
        for (var i = 0; i < size; i++) {
            fields.put("q" + i, one(roots));
        }
        var variables = new ArrayList<String>();
        var selections = new ArrayList<String>();
        fields.forEach((alias, field) -> {
            var arguments = new ArrayList<String>();
            for (var argument : field.getArguments()) {
                var variable = alias + "_" + argument.getName();
                variables.add("$" + variable + ": " + GraphQLTypeUtil.simplePrint(argument.getType()));
                arguments.add(argument.getName() + ": $" + variable);
            }
            selections.add(alias + ": " + field.getName() + list(arguments) + selection(field, DEPTH));
        });
        return new Document((variables.isEmpty() ? "query " : "query(" + String.join(" ", variables) + ") ")
                + selections.stream().collect(Collectors.joining(" ", "{ ", " }")), fields);
    }

    /** {@return values for the variables of a document, which ask for first or last pages} */
    Map<String, Object> variables(Document document) {
        var variables = new HashMap<String, Object>();
        document.fields().forEach((alias, field) -> {
            for (var argument : field.getArguments()) {
                var isRequired = isRequired(argument.getType(), argument.hasSetDefaultValue());
                if (!PAGE.contains(argument.getName()) && (isRequired || random.nextInt(3) > 0)) {
                    variables.put(alias + "_" + argument.getName(), value(argument, field));
                }
            }
            if (has(field, "last") && random.nextInt(3) == 0) {
                variables.put(alias + "_last", 1 + random.nextInt(MOST));
            } else if (has(field, "first")) {
                variables.put(alias + "_first", 1 + random.nextInt(MOST));
            }
        });
        return variables;
    }

    /** {@return the same variables for the page after a cursor of a field's list, or before it} */
    void turn(Document document, String alias, String cursor, Map<String, Object> variables) {
        var isBack = has(document.fields().get(alias), "last") && random.nextBoolean();
        variables.remove(alias + "_first");
        variables.remove(alias + "_last");
        variables.put(alias + (isBack ? "_last" : "_first"), 1 + random.nextInt(MOST));
        variables.put(alias + (isBack ? "_before" : "_after"), cursor);
    }

    private static boolean has(GraphQLFieldDefinition field, String argument) {
        return field.getArgument(argument) != null;
    }

    private static boolean isRequired(GraphQLType type, boolean hasDefault) {
        return GraphQLTypeUtil.isNonNull(type) && !hasDefault;
    }

    private Object value(GraphQLArgument argument, GraphQLFieldDefinition field) {
        var name = argument.getName();
        var type = GraphQLTypeUtil.unwrapAll(field.getType()).getName();
        return switch (name) {
            case "id" -> id(type.equals("Node") ? "" : type.toLowerCase(Locale.ROOT) + "_");
            case "orderBy" -> order((GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(argument.getType()));
            default -> value(argument.getType(), name, name, DEPTH);
        };
    }

    // A random order takes no other criterion.
    private Object order(GraphQLInputObjectType type) {
        var one = value(type, "", "", 1);
        var other = value(type, "", "", 1);
        return Stream.of(one, other).anyMatch(each -> each.toString().contains("RANDOM"))
                || one.toString().equals(other.toString()) || random.nextBoolean() ? List.of(one) : List.of(one, other);
    }

    private Object value(GraphQLType type, String name, String subject, int depth) {
        var inner = GraphQLTypeUtil.unwrapAll(type);
        if (GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(type))) {
            return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> value(inner, name, subject, depth))
                    .toList();
        }
        return switch (inner) {
            case GraphQLEnumType words -> one(words.getValues()).getName();
            case GraphQLInputObjectType object -> object(object, subject, depth);
            default -> scalar(inner.getName(), name, subject);
        };
    }

    private Object object(GraphQLInputObjectType type, String subject, int depth) {
        var fields = type.getFields().stream()
                .filter(field -> depth > 0 || GraphQLTypeUtil.unwrapAll(field.getType()) != type).toList();
        var chosen = new HashSet<>(fields.stream()
                .filter(field -> isRequired(field.getType(), field.hasSetDefaultValue())).toList());
        chosen.add(one(fields));
        if (!type.hasAppliedDirective("oneOf") && random.nextBoolean()) {
            chosen.add(one(fields));
        }
        var object = new TreeMap<String, Object>();
        chosen.stream().sorted(Comparator.comparing(GraphQLInputObjectField::getName)).forEach(field -> object.put(
                field.getName(), value(field.getType(), field.getName(), subject(type, field, subject), depth - 1)));
        if (object.containsKey("from")) {
            object.remove("to"); // which could lie before it
        }
        return object;
    }

    // Fields of filters of single values and tags say how, and those around them what is compared.
    private static String subject(GraphQLInputObjectType type, GraphQLInputObjectField field, String subject) {
        return type.getName().matches("(Text|Int|Float|Date|DateTime|Tag)Filter") ? subject : field.getName();
    }

    private Object scalar(String type, String name, String subject) {
        return switch (type) {
            case "Boolean" -> random.nextBoolean();
            case "Int" -> any(subject).map(JsonNode::asInt).orElseGet(() -> 1 + random.nextInt(9_000));
            case "Float" -> any(subject).map(JsonNode::asDouble).orElse(5.5);
            case "ID" -> id(switch (subject) {
                case "person" -> "person_";
                case "creditedIn" -> random.nextBoolean() ? "movie_" : "series_";
                default -> "";
            });
            case "Date", "DateTime" -> text(any(subject.equals("day") ? "releasedOn" : subject), "1970-01-01");
            default -> text(name, subject);
        };
    }

    private Optional<JsonNode> any(String name) {
        return Optional.ofNullable(values.get(name)).map(this::one);
    }

    private static String text(Optional<JsonNode> value, String otherwise) {
        return value.map(JsonNode::asText).orElse(otherwise);
    }

    private String id(String prefix) {
        var ids = values.get("id").stream().map(JsonNode::asText).filter(id -> id.startsWith(prefix)).toList();
        return ids.isEmpty() ? prefix + "0000000000000" : one(ids);
    }

    private String text(String name, String subject) {
        if (name.equals("query") || name.equals("prefix")) {
            return searched();
        }
        var whole = text(any(subject), "nothing");
        return inAnyCase(switch (name) {
            case "contains" -> part(whole, random.nextInt(whole.length() + 1));
            case "startsWith" -> part(whole, 0);
            default -> whole;
        });
    }

    private String searched() {
        var words = new ArrayList<>(List.of(text(any(one(SEARCHED)), "").split(" ")));
        if (random.nextInt(5) == 0) {
            words.addFirst(one(FURTHER));
        }
        if (random.nextInt(5) == 0) {
            words.addAll(List.of(text(any("name"), "").split(" ")));
        }
        var chosen = new ArrayList<>(words.subList(0, 1 + random.nextInt(words.size())));
        var last = chosen.removeLast();
        chosen.add(switch (random.nextInt(5)) {
            case 0 -> part(last, 0);
            case 1, 2 -> mistyped(last);
            case 3 -> "\"" + last + "\"";
            default -> last;
        });
        return inAnyCase(String.join(" ", chosen));
    }

    private String mistyped(String word) {
        if (word.length() < 4) {
            return word;
        }
        var at = 1 + random.nextInt(word.length() - 2);
        return switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + "x" + word.substring(at);
            default -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
        };
    }

    // No half characters.
    private String part(String text, int from) {
        var characters = text.codePoints().toArray();
        var start = Math.min(from, characters.length);
        return new String(characters, start, Math.min(characters.length - start, 1 + random.nextInt(8)));
    }

    private String inAnyCase(String text) {
        return switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    private String selection(GraphQLFieldDefinition field, int depth) {
        return isComposite(field)
                ? " { " + fields((GraphQLNamedOutputType) GraphQLTypeUtil.unwrapAll(field.getType()), depth) + " }"
                : "";
    }

    private static boolean isComposite(GraphQLFieldDefinition field) {
        var type = GraphQLTypeUtil.unwrapAll(field.getType());
        return type instanceof GraphQLFieldsContainer || type instanceof GraphQLUnionType;
    }

    private String fields(GraphQLNamedOutputType type, int depth) {
        return switch (type) {
            case GraphQLUnionType union -> union.getTypes().stream().map(each -> on((GraphQLObjectType) each, depth))
                    .collect(Collectors.joining(" "));
            case GraphQLInterfaceType shared when shared.getFieldDefinitions().size() == 1 -> schema
                    .getImplementations(shared).stream().map(each -> on(each, depth)).collect(Collectors.joining(" "));
            case GraphQLFieldsContainer container -> fields(container, depth);
            default -> "__typename";
        };
    }

    private String on(GraphQLObjectType type, int depth) {
        return "... on " + type.getName() + " { " + one(List.of("__typename", "id")) + " "
                + fields((GraphQLFieldsContainer) type, Math.min(depth, 1)) + " }";
    }

    private String fields(GraphQLFieldsContainer type, int depth) {
        var isPage = type.getName().endsWith("Connection")
                || type.getName().endsWith("Edge")
                || type.getName().equals("PageInfo");
        return type.getFieldDefinitions().stream().filter(field -> !UNSTEADY.contains(field.getName()))
                .filter(field -> isPage || isChosen(field, depth)).map(field -> alias(type, field) + field.getName()
                        + list(arguments(field)) + selection(field, isPage ? depth : depth - 1))
                .collect(Collectors.joining(" ", "__typename ", ""));
    }

    private List<String> arguments(GraphQLFieldDefinition field) {
        return has(field, "first") ? List.of("first: " + (1 + random.nextInt(4))) : List.of();
    }

    // Fields of one name in several types have different arguments and types.
    private static String alias(GraphQLFieldsContainer type, GraphQLFieldDefinition field) {
        return field.getName().matches("edges|node|cursor|pageInfo|endCursor|startCursor|id")
                ? ""
                : type.getName() + "_" + field.getName() + ": ";
    }

    private boolean isChosen(GraphQLFieldDefinition field, int depth) {
        return isComposite(field) ? depth > 0 && random.nextInt(6) == 0 : depth >= 0 && random.nextInt(3) == 0;
    }

    private static String list(List<String> arguments) {
        return arguments.isEmpty() ? "" : "(" + String.join(" ", arguments) + ")";
    }

    private <T> T one(List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
