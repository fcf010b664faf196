package org.reelgraph.graphql.schema;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** A name that somebody gives to something: 1 to 100 characters, one of which can be seen. */
public final class NameInput {

    private static final Pattern NAME = Pattern.compile("(?=.*[^\\p{C}\\p{Z}])[^\\p{Cc}\\p{Cs}]{1,100}");

    private NameInput() {
    }

    /** {@return the name in Unicode's composed form, without surrounding white space} */
    public static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    }

    /**
     * {@return what is wrong with a normalized name; empty if nothing is}
     *
     * @param owner whose name it is, such as "A key"
     */
    public static Optional<UserError> error(String name, String owner, List<String> path) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at(path).saying(owner
                        + "'s name has 1 to 100 characters: at least one visible character, and no control"
                        + " characters."));
    }
}
