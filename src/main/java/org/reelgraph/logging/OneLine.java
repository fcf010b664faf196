package org.reelgraph.logging;

import java.util.regex.Pattern;

/** Formats text so that it can't be mistaken for something else: it can't start a new line, nor control a terminal. */
public final class OneLine {

    // Control characters, other line separators, unpaired surrogates, and characters that change the text direction.
    private static final Pattern UNSAFE = Pattern
            .compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private OneLine() {
    }

    /** {@return the text with these characters replaced by escapes such as {@code \n} and {@code \u001b}} */
    public static String of(String text) {
        return UNSAFE.matcher(text).replaceAll(found -> "\\\\" + switch (found.group().charAt(0)) {
            case '\n' -> "n";
            case '\r' -> "r";
            case '\t' -> "t";
            default -> "u%04x".formatted((int) found.group().charAt(0));
        });
    }

    /** {@return the same without secrets, cut after this many characters, with a note on how many were cut} */
    static String of(String text, int most) {
        return text.length() <= most
                ? of(Redaction.of(text))
                : of(Redaction.of(text.substring(0, most))) + "… (" + (text.length() - most) + " characters more)";
    }
}
