package org.reelgraph.accounts;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** The display name of a user. */
public final class DisplayName {

    private static final String RULE = "A display name has 1 to 100 characters: at least one visible character, and no"
            + " control characters.";
    private static final int LONGEST = 100;
    private static final Pattern FORM = Pattern.compile("(?=.*[^\\p{C}\\p{Z}])[^\\p{Cc}\\p{Cs}]+");

    private DisplayName() {
    }

    /**
     * {@return the name in the field {@code displayName} of a mutation's input; if none is given, the local part of the
     * e-mail address}
     *
     * @throws AccountException if it breaks the rule
     */
    public static String required(@Nullable String given, EmailAddress email) {
        return required(given == null ? email.localPart() : given);
    }

    /**
     * {@return the name in the field {@code displayName} of a mutation's input}
     *
     * @throws AccountException if it breaks the rule
     */
    public static String required(String given) {
        var name = Normalizer.normalize(given, Normalizer.Form.NFC).strip();
        if (name.length() > LONGEST || !FORM.matcher(name).matches()) {
            throw new AccountException(
                    UserError.of(UserErrorCode.OUT_OF_RANGE).at("input", "displayName").saying(RULE));
        }
        return name;
    }
}
