package org.reelgraph.accounts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/**
 * An e-mail address in the form in which addresses are compared: NFKC, lower case, stripped.
 *
 * @param text the address, at most 254 characters (RFC 5321, section 4.5.3.1.3)
 */
public record EmailAddress(String text) {

    private static final int LONGEST = 254;
    // Only a message can tell whether the address works, so this checks little.
    private static final Pattern FORM = Pattern
            .compile("[^@\\s\\p{C}\\p{Z}\"(),:;<>\\[\\]\\\\]{1,64}@[^@\\s\\p{C}\\p{Z}\"(),:;<>\\\\]+");

    /** {@return the address; empty if the text isn't one} */
    public static Optional<EmailAddress> of(String text) {
        if (text.length() > 2 * LONGEST) {
            return Optional.empty();
        }
        var folded = fold(text).strip().toLowerCase(Locale.ROOT);
        var normal = fold(folded);
        return normal.length() <= LONGEST && FORM.matcher(normal).matches()
                ? Optional.of(new EmailAddress(normal))
                : Optional.empty();
    }

    /**
     * {@return the address in the field {@code email} of a mutation's input}
     *
     * @throws AccountException if the text isn't one
     */
    public static EmailAddress required(String text) {
        return of(text).orElseThrow(() -> new AccountException(UserError.of(UserErrorCode.INVALID).at("input", "email")
                .saying("This is not an e-mail address.")));
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** {@return the part before the @} */
    public String localPart() {
        return text.substring(0, text.indexOf('@'));
    }
}
