package org.reelgraph.logging;

import java.util.regex.Pattern;

/** Writes text so that it can't be taken for something else: it begins no line, and a terminal finds no commands in it. */
public final class OneLine {

    // Control characters, what else ends a line, halves of characters, and what turns the direction of writing round.
    private static final Pattern UNSAFE = Pattern
            .compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private OneLine() {
    }

    /** {@return the text with escapes such as {@code \n} and {@code \u001b} in place of such characters} */
    public static String of(String text) {
        return UNSAFE.matcher(text).replaceAll(found -> "\\\\" + switch (found.group().charAt(0)) {
            case '\n' -> "n";
            case '\r' -> "r";
            case '\t' -> "t";
            default -> "u%04x".formatted((int) found.group().charAt(0));
        });
    }

    /** {@return the same, and how much was left out where it is longer than that many characters} */
    static String of(String text, int most) {
        return text.length() <= most
                ? of(text)
                : of(text.substring(0, most)) + "… (" + (text.length() - most) + " characters more)";
    }
}
