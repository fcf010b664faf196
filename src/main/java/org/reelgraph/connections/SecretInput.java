package org.reelgraph.connections;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** Checks keys, tokens and passwords of other servers. */
public final class SecretInput {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,500}");
    private static final Pattern PASSWORD = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,500}");

    private SecretInput() {
    }

    /** {@return what is wrong with a key or token; empty if nothing is} */
    public static Optional<UserError> keyError(String key, List<String> path) {
        return KEY.matcher(key).matches()
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.INVALID).at(path)
                        .saying("A key or token has 1 to 500 characters of ASCII and no spaces."));
    }

    /** {@return what is wrong with a password; empty if nothing is} */
    public static Optional<UserError> passwordError(String password, List<String> path) {
        return PASSWORD.matcher(password).matches()
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.INVALID).at(path)
                        .saying("A password has 1 to 500 characters, none of which is a control character."));
    }

    /**
     * {@return an error if an address becomes another server's without its secret} Otherwise whoever may change the address
     * could have the secret sent to a server of their own.
     */
    public static Optional<UserError> errorOfMove(String before, String after, List<String> path) {
        return ServerUrl.isSameServer(before, after)
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.REQUIRED).at(path)
                        .saying("The address is another server's, so its key, token or password has to be entered with"
                                + " it."));
    }
}
