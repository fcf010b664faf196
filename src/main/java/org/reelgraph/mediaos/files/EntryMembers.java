package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.DateScalars;

/**
 * The members of an entry, or of an object in it. What is null counts as absent. What has another type or form than expected
 * is reported, and counts as absent too.
 *
 * @param path   where the object stands within the entry
 * @param errors takes what is wrong
 */
record EntryMembers(JsonNode object, List<String> path, Consumer<UserError> errors) {

    private static final int SHOWN = 60;
    // As JavaScript writes instants.
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX")
            .withZone(ZoneOffset.UTC);

    /** {@return the members of an entry} */
    static EntryMembers of(ObjectNode entry, Consumer<UserError> errors) {
        return new EntryMembers(entry, List.of(), errors);
    }

    /** {@return an instant as it is written} */
    static String written(Instant instant) {
        return INSTANT.format(instant);
    }

    /** {@return a text that isn't blank} */
    Optional<String> text(String name) {
        return given(name).filter(value -> value.isTextual() || hasReported(name, "a text", value))
                .map(JsonNode::textValue).filter(text -> !text.isBlank());
    }

    /** {@return a text, or a whole number as a text} */
    Optional<String> id(String name) {
        return given(name).filter(value -> value.isTextual() || value.isIntegralNumber()
                || hasReported(name, "a text or a whole number", value)).map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    /** {@return a whole number} */
    Optional<Integer> integer(String name) {
        return given(name)
                .filter(value -> value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt()
                        || hasReported(name, "a whole number", value))
                .map(JsonNode::intValue);
    }

    /** {@return an instant} */
    Optional<Instant> instant(String name) {
        return given(name).flatMap(value -> Optional.of(DateScalars.instant(value.isTextual() ? value.textValue() : ""))
                .filter(read -> read instanceof Instant
                        || hasReported(name, "an instant, such as 2026-01-31T18:30:00.000Z", value))
                .map(Instant.class::cast));
    }

    /** {@return what a word stands for} */
    <T> Optional<T> word(String name, Map<String, T> words) {
        return given(name).flatMap(value -> Optional.ofNullable(words.get(value.isTextual() ? value.textValue() : ""))
                .or(() -> {
                    hasReported(name, "one of " + String.join(", ", words.keySet().stream().sorted().toList()), value);
                    return Optional.empty();
                }));
    }

    /** {@return the members of an object} */
    Optional<EntryMembers> object(String name) {
        return given(name).filter(value -> value.isObject() || hasReported(name, "an object", value))
                .map(value -> new EntryMembers(value, place(name), errors));
    }

    /** Reports a member that has to be there, but isn't. */
    void require(String name, String message) {
        if (given(name).filter(value -> !(value.isTextual() && value.textValue().isBlank())).isEmpty()) {
            errors.accept(UserError.of(UserErrorCode.REQUIRED).at(place(name)).saying(message));
        }
    }

    private Optional<JsonNode> given(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    private List<String> place(String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }

    // Never true, so that it ends a condition.
    private boolean hasReported(String name, String expected, JsonNode value) {
        var text = value.toString();
        errors.accept(UserError.of(UserErrorCode.INVALID).at(place(name)).saying("This must be " + expected + ", not "
                + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + "."));
        return false;
    }
}
