package org.reelgraph.accounts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/**
 * An e-mail address as it is compared: NFKC, lower case, nothing around it.
 *
 * @param text the address, at most 254 characters (RFC 5321, section 4.5.3.1.3)
 */
public record EmailAddress(String text) {

    private static final int LONGEST = 254;
    // Whether anything arrives there only a message can tell, so little is asked of the form.
    private static final Pattern FORM = Pattern
            .compile("[^@\\s\\p{C}\\p{Z}\"(),:;<>\\[\\]\\\\]{1,64}@[^@\\s\\p{C}\\p{Z}\"(),:;<>\\\\]+");

    /** {@return the address; nothing where the text is none} */
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
     * @throws AccountException if the text is none
     */
    public static EmailAddress required(String text) {
        return of(text).orElseThrow(() -> new AccountException(UserError.of(UserErrorCode.INVALID).at("input", "email")
                .saying("This is no e-mail address.")));
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** {@return what stands before the @} */
    public String localPart() {
        return text.substring(0, text.indexOf('@'));
    }
}
