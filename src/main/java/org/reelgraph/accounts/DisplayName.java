package org.reelgraph.accounts;

import io.micronaut.core.annotation.Nullable;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a user is called. */
public final class DisplayName {

    public static final String RULE = "A display name has 1 to 100 characters: at least one that is seen, none that is a control character.";
    private static final int LONGEST = 100;
    private static final Pattern FORM = Pattern.compile("(?=.*[^\\p{C}\\p{Z}])[^\\p{Cc}\\p{Cs}]+");

    private DisplayName() {
    }

    /** {@return the name, or what stands before the @ where none is given; nothing where it breaks the rule} */
    public static Optional<String> of(@Nullable String given, EmailAddress email) {
        return of(given == null ? email.localPart() : given);
    }

    /** {@return the name; nothing where it breaks the rule} */
    public static Optional<String> of(String given) {
        var name = Normalizer.normalize(given, Normalizer.Form.NFC).strip();
        return name.length() <= LONGEST && FORM.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }
}
