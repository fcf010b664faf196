package org.reelgraph.accounts.passwords;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** The rules for new passwords, after NIST SP 800-63B, section 3.1.1: a length, and none of the most common ones. */
@Singleton
public class PasswordRules {

    static final int SHORTEST = 10;
    static final int LONGEST = 256;

    private final Set<String> common;

    public PasswordRules() {
        try {
            Dictionary list = StandardDictionaries.PASSWORDS_LOADER.load();
            common = Set.copyOf(list.getFrequencies());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return what is wrong with a password that a user wants}
     *
     * @param path where it is in the input
     */
    public Optional<UserError> mistakeIn(String password, EmailAddress email, String... path) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST || password.length() > LONGEST) {
            return Optional.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at(path)
                    .saying("A password has " + SHORTEST + " to " + LONGEST + " characters, not " + length + "."));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(password)) {
            return Optional
                    .of(UserError.of(UserErrorCode.INVALID).at(path)
                            .saying("A password can't contain half a character."));
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (common.contains(lower) || lower.equals(email.text()) || lower.equals(email.localPart())
                || lower.chars().distinct().count() == 1) {
            return Optional.of(UserError.of(AccountErrors.COMMON_PASSWORD).at(path)
                    .saying("This is one of the most common passwords. Choose another one."));
        }
        return Optional.empty();
    }
}
