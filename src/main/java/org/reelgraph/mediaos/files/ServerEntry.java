package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/**
 * An entry of a file for servers, as it is read.
 *
 * @param errors takes what is wrong with it
 */
record ServerEntry(ObjectNode entry, Consumer<UserError> errors) {

    /** {@return a text; empty if it is missing, null or empty} */
    Optional<String> text(String member) {
        var value = entry.path(member);
        if (!isAbsent(value) && !value.isTextual()) {
            refuse(member, "This has to be text.");
        }
        return Optional.ofNullable(value.textValue()).filter(text -> !text.isEmpty());
    }

    /** {@return a truth value; false if it is missing} */
    boolean flag(String member) {
        var value = entry.path(member);
        if (!isAbsent(value) && !value.isBoolean()) {
            refuse(member, "This has to be true or false.");
        }
        return value.booleanValue();
    }

    /** {@return a whole number; empty if it is missing} */
    OptionalInt number(String member) {
        var value = entry.path(member);
        if (isAbsent(value)) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            refuse(member, "This has to be a whole number.");
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.intValue());
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** Says what is wrong with a member. */
    void refuse(String member, String message) {
        errors.accept(UserError.of(UserErrorCode.INVALID).at(member).saying(message));
    }
}
