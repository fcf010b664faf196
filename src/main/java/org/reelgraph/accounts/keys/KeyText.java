package org.reelgraph.accounts.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.reelgraph.storage.Sha256;

/**
 * The text of an API key: {@code rg_}, 30 random characters of base 62 (178 bits), and six that are their CRC-32, so
 * that secret scanners can tell a key from a text that only looks like one, and a mistyped key is refused without
 * asking the database.
 */
record KeyText(String text) {

    private static final String PREFIX = "rg_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 30;
    private static final int CHECKSUM = 6;
    private static final int SHOWN = 5;
    private static final Pattern FORM = Pattern
            .compile(PREFIX + "[0-9A-Za-z]{" + RANDOM + "}[0-9A-Za-z]{" + CHECKSUM + "}");

    static KeyText random(SecureRandom random) {
        var text = new StringBuilder(PREFIX);
        random.ints(RANDOM, 0, DIGITS.length()).forEach(digit -> text.append(DIGITS.charAt(digit)));
        return new KeyText(text + checksum(text.substring(PREFIX.length())));
    }

    /** {@return the key; empty if the text isn't one} */
    static Optional<KeyText> of(String text) {
        var end = PREFIX.length() + RANDOM;
        return FORM.matcher(text).matches()
                && text.substring(end).equals(checksum(text.substring(PREFIX.length(), end)))
                        ? Optional.of(new KeyText(text))
                        : Optional.empty();
    }

    private static String checksum(String random) {
        var sum = new CRC32();
        sum.update(random.getBytes(StandardCharsets.US_ASCII));
        var digits = new StringBuilder();
        for (var rest = sum.getValue(); digits.length() < CHECKSUM; rest /= DIGITS.length()) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return digits.reverse().toString();
    }

    /** {@return the beginning, by which its owner recognises it; too short to guess the rest} */
    String beginning() {
        return text.substring(0, PREFIX.length() + SHOWN);
    }

    String hash() {
        return Sha256.hex(text);
    }

    @Override
    public String toString() {
        return beginning() + "…";
    }
}
