package org.reelgraph.graphql.errors;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was wrong with one value of a mutation's input: {@code UserError.of(NOT_FOUND).at("input", "id").saying("There
 * is no …")}.
 *
 * @param path the way to the value, from the argument on; list positions start at 0
 */
public record UserError(UserErrorCode code, String message, List<String> path) {

    /** {@return the same error of a value that lies deeper: below this place} */
    public UserError below(String... place) {
        return new UserError(code, message, Stream.concat(Stream.of(place), path.stream()).toList());
    }

    /** {@return the same errors of values that lie deeper: below this place} */
    public static List<UserError> allBelow(String place, List<UserError> errors) {
        return errors.stream().map(error -> error.below(place)).toList();
    }

    /** {@return the beginning of an error of this kind} */
    public static Coded of(UserErrorCode code) {
        return new Coded(code);
    }

    /** An error of which only the kind is known. */
    public record Coded(UserErrorCode code) {

        /** {@return the error at this place, which only lacks its message} */
        public Placed at(String... path) {
            return at(List.of(path));
        }

        /** {@return the error at this place, which only lacks its message} */
        public Placed at(List<String> path) {
            return new Placed(code, path);
        }
    }

    /** An error of which kind and place are known. */
    public record Placed(UserErrorCode code, List<String> path) {

        /** {@return the error with a message that says what is wrong and what was expected} */
        public UserError saying(String message) {
            return new UserError(code, message, path);
        }
    }
}
