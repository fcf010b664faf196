package org.reelgraph.graphql.validation;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Argument;
import graphql.language.Node;
import graphql.language.ObjectField;
import graphql.language.SourceLocation;
import graphql.language.Value;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reelgraph.graphql.validation.InputValue.Kind;

/** Examines a value that doesn't match its type, and explains what is wrong with each part. */
final class ValueCheck {

    private static final int MAX = 10;
    private static final int MAX_MEMBERS = 8;
    private static final Map<String, String> SCALARS = Map.of("Int", "a 32-bit integer", "Float",
            "a number", "String", "a string", "Boolean", "true or false", "ID", "a string or an integer");

    /** A fault; its message starts with the subject. */
    record Fault(String message, Optional<SourceLocation> location) {

        /** {@return the fault as a problem, located at this node if the value itself isn't in the document} */
        Problem orAt(Node<?> node) {
            return new Problem(message,
                    location.or(() -> Optional.ofNullable(node.getSourceLocation())).stream().toList());
        }
    }

    private final List<Fault> faults = new ArrayList<>();
    private final String subject;

    private ValueCheck(String subject) {
        this.subject = subject;
    }

    /**
     * {@return what is wrong with a value; at most ten faults}
     *
     * @param subject the kind of thing that has the value, such as {@code The argument}
     * @param name    the name of that thing
     */
    static List<Fault> faults(InputValue value, GraphQLType type, String subject, String name) {
        var check = new ValueCheck(subject);
        check.check(value, type, name);
        return List.copyOf(check.faults);
    }

    /**
     * {@return the path of a value in the document, from its enclosing nodes: the argument, and the path into its
     * value}
     */
    @SuppressWarnings("rawtypes")
    static String pathOf(List<? extends Node> around) {
        return around.stream().<String>mapMulti((node, names) -> {
            if (node instanceof Argument argument) {
                names.accept(argument.getName());
            } else if (node instanceof ObjectField field) {
                names.accept(field.getName());
            }
        }).collect(Collectors.joining("."));
    }

    private static boolean fits(InputValue value, GraphQLType type) {
        return faults(value, type, "", "").isEmpty();
    }

    private void add(String path, InputValue value, String predicate) {
        if (faults.size() < MAX) {
            faults.add(new Fault(subject + " '" + path + "' " + predicate, value.location()));
        }
    }

    private void check(InputValue value, GraphQLType type, String path) {
        if (faults.size() == MAX || value.kind() == Kind.VARIABLE) {
            return;
        }
        if (value.kind() == Kind.NULL) {
            if (type instanceof GraphQLNonNull) {
                add(path, value, "can't be null: it expects " + GraphQLTypeUtil.simplePrint(type) + ".");
            }
            return;
        }
        switch (GraphQLTypeUtil.unwrapNonNull(type)) {
            case GraphQLList list -> checkList(value, list, path);
            case GraphQLScalarType scalar -> checkScalar(value, scalar, path);
            case GraphQLEnumType enumeration -> checkEnum(value, enumeration, path);
            case GraphQLInputObjectType object -> checkObject(value, object, path);
            default -> throw new IllegalArgumentException("Not an input type: " + type);
        }
    }

    // A single value is accepted for a list of one.
    private void checkList(InputValue value, GraphQLList list, String path) {
        if (value.kind() != Kind.LIST) {
            check(value, list.getWrappedType(), path);
            return;
        }
        var index = 0;
        for (var item : value.items()) {
            check(item, list.getWrappedType(), path + "[" + index++ + "]");
        }
    }

    private void checkScalar(InputValue value, GraphQLScalarType type, String path) {
        var coercing = type.getCoercing();
        var context = GraphQLContext.getDefault();
        try {
            if (value.source() instanceof Value<?> literal) {
                coercing.parseLiteral(literal, CoercedVariables.emptyVariables(), context, Locale.ENGLISH);
            } else {
                coercing.parseValue(value.source(), context, Locale.ENGLISH);
            }
        } catch (CoercingParseLiteralException | CoercingParseValueException e) {
            var words = SCALARS.get(type.getName());
            // The messages of Reelgraph's own scalars are written for clients.
            add(path, value, "expects " + (words == null ? "a " + type.getName() : words) + ", not " + value.inWords()
                    + "." + (words == null ? " " + e.getMessage() : ""));
        }
    }

    private void checkEnum(InputValue value, GraphQLEnumType type, String path) {
        var names = new Names(type.getValues().stream().map(GraphQLEnumValueDefinition::getName).toList(),
                value::name);
        var named = value.isLiteral() ? Kind.NAME : Kind.STRING;
        var text = value.text();
        if (value.kind() == named && type.getValue(text) != null) {
            return;
        }
        var hint = value.isLiteral() && value.kind() == Kind.STRING && type.getValue(text) != null
                ? " Write it without quotes: " + text + "."
                : names.suggested(text);
        add(path, value, "expects one of " + names.listed() + ", not " + value.inWords() + "." + hint);
    }

    private void checkObject(InputValue value, GraphQLInputObjectType type, String path) {
        if (value.kind() != Kind.OBJECT) {
            add(path, value, "expects an object, " + shape(type) + ", not " + value.inWords() + "."
                    + wrapped(value, type));
            return;
        }
        var members = value.members();
        members.forEach((name, member) -> {
            var field = type.getField(name);
            if (field == null) {
                add(path, member, "has no field '" + name + "'."
                        + fieldsOf(type).suggestedOrListed(name));
            } else {
                check(member, field.getType(), path + "." + name);
            }
        });
        type.getFields().stream().filter(field -> isRequired(field) && !members.containsKey(field.getName()))
                .forEach(field -> add(path, value, "requires the field '" + field.getName() + "' ("
                        + GraphQLTypeUtil.simplePrint(field.getType()) + ")."));
        if (type.isOneOf()) {
            checkOneOf(value, type, path);
        }
    }

    private void checkOneOf(InputValue value, GraphQLInputObjectType type, String path) {
        var members = value.members();
        if (members.size() != 1) {
            add(path, value, "expects exactly one field, not " + members.size() + ": " + fieldsOf(type).listed() + ".");
        } else if (members.values().iterator().next().kind() == Kind.NULL) {
            var only = members.entrySet().iterator().next();
            add(path + "." + only.getKey(), only.getValue(), "can't be null: it is the only field of '" + path + "'.");
        }
    }

    private static Names fieldsOf(GraphQLInputObjectType type) {
        return Names.of(type.getFields().stream().map(GraphQLInputObjectField::getName).toList());
    }

    private static boolean isRequired(GraphQLInputObjectField field) {
        return GraphQLTypeUtil.isNonNull(field.getType()) && !field.hasSetDefaultValue();
    }

    private static String shape(GraphQLInputObjectType type) {
        var more = type.getFields().size() > MAX_MEMBERS;
        return type.getFields().stream().limit(MAX_MEMBERS)
                .map(field -> field.getName() + ": " + GraphQLTypeUtil.simplePrint(field.getType()))
                .collect(Collectors.joining(", ", "{", more ? ", …}" : "}"));
    }

    // Suggests what is often meant: an object with this value in the first field that accepts it, if all fields are
    // simple and no other is required.
    private static String wrapped(InputValue value, GraphQLInputObjectType type) {
        var fields = type.getFields();
        if (!fields.stream().allMatch(field -> GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType())))) {
            return "";
        }
        return fields.stream().filter(field -> fits(value, field.getType())
                && fields.stream().noneMatch(other -> other != field && isRequired(other))).findFirst()
                .map(field -> " Did you mean {" + value.name(field.getName()) + ": " + value.excerpt() + "}?")
                .orElse("");
    }
}
