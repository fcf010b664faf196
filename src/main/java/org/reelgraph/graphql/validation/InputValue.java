package org.reelgraph.graphql.validation;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.Node;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.SourceLocation;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value as the client sent it.
 *
 * @param source a literal or variable in the document, or decoded JSON from the variables
 */
record InputValue(@Nullable Object source) {

    private static final int LONGEST = 60;

    /** The kinds of values. */
    enum Kind {
        NULL, NUMBER, STRING, BOOLEAN, NAME, LIST, OBJECT, VARIABLE
    }

    Kind kind() {
        return switch (source) {
            case null -> Kind.NULL;
            case NullValue none -> Kind.NULL;
            case Number number -> Kind.NUMBER;
            case IntValue number -> Kind.NUMBER;
            case FloatValue number -> Kind.NUMBER;
            case Boolean truth -> Kind.BOOLEAN;
            case BooleanValue truth -> Kind.BOOLEAN;
            case EnumValue name -> Kind.NAME;
            case Collection<?> list -> Kind.LIST;
            case ArrayValue list -> Kind.LIST;
            case Map<?, ?> object -> Kind.OBJECT;
            case ObjectValue object -> Kind.OBJECT;
            case VariableReference variable -> Kind.VARIABLE;
            default -> Kind.STRING;
        };
    }

    boolean isLiteral() {
        return source instanceof Value;
    }

    /** {@return the items of a list} */
    List<InputValue> items() {
        Collection<?> items = source instanceof ArrayValue literal
                ? literal.getValues()
                : source instanceof Collection<?> json ? json : List.of();
        return items.stream().map(InputValue::new).toList();
    }

    /** {@return the fields of an object, by name} */
    Map<String, InputValue> members() {
        var members = new LinkedHashMap<String, InputValue>();
        if (source instanceof ObjectValue literal) {
            literal.getObjectFields()
                    .forEach(field -> members.putIfAbsent(field.getName(), new InputValue(field.getValue())));
        } else if (source instanceof Map<?, ?> json) {
            json.forEach((name, value) -> members.put(String.valueOf(name), new InputValue(value)));
        }
        return members;
    }

    /** {@return the location in the document; empty for JSON} */
    Optional<SourceLocation> location() {
        return source instanceof Node<?> literal ? Optional.ofNullable(literal.getSourceLocation()) : Optional.empty();
    }

    /** {@return a description of the value, such as {@code the string "a"}} */
    String inWords() {
        return switch (kind()) {
            case NUMBER -> "the number " + excerpt();
            case STRING -> "the string " + excerpt();
            case LIST -> "a list";
            case OBJECT -> "an object";
            case NULL, BOOLEAN, NAME, VARIABLE -> excerpt();
        };
    }

    /** {@return the text of a string or name; otherwise the value as written} */
    String text() {
        return switch (source) {
            case StringValue literal -> Objects.requireNonNullElse(literal.getValue(), "");
            case CharSequence json -> json.toString();
            case null, default -> written();
        };
    }

    /** {@return the value as written, shortened if it is long} */
    String excerpt() {
        var text = written();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private String written() {
        return switch (source) {
            case null -> "null";
            case NullValue none -> "null";
            case IntValue number -> number.getValue().toString();
            case FloatValue number -> number.getValue().toString();
            case BooleanValue truth -> String.valueOf(truth.isValue());
            case EnumValue name -> name.getName();
            case VariableReference variable -> "$" + variable.getName();
            case StringValue text -> quoted(Objects.requireNonNullElse(text.getValue(), ""));
            case CharSequence text -> quoted(text.toString());
            case Object any when kind() == Kind.LIST -> items().stream().limit(LONGEST).map(InputValue::excerpt)
                    .collect(Collectors.joining(", ", "[", "]"));
            case Object any when kind() == Kind.OBJECT -> members().entrySet().stream().limit(LONGEST)
                    .map(member -> name(member.getKey()) + ": " + member.getValue().excerpt())
                    .collect(Collectors.joining(", ", "{", "}"));
            default -> source.toString();
        };
    }

    /** {@return a field's name as written; JSON puts it in quotes} */
    String name(String member) {
        return isLiteral() ? member : "\"" + member + "\"";
    }

    private static String quoted(String text) {
        var some = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return "\"" + some.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
